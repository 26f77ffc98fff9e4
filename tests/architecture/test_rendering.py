"""What templates are given and what they ask for: exactly the view-model, and no query."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import django.shortcuts
import pytest
from django.conf import settings
from django.template import Engine, engines

from accounts.views import rendering as people_rendering
from tests.architecture.routes import Route, pages
from tests.architecture.statements import QueryInTemplate, none_while_rendering
from tests.architecture.world import World
from tests.cast import ApplicationClient
from tracker.views import rendering

MARK = "¿%s?"
# What a component may be given or not; its comment says so.
OPTIONAL = {"url"}
# The new and the edited item have one view-model.
SHARED = {"positions/new.html": {"position_id"}}
TEMPLATES = Path(settings.BASE_DIR) / "templates"
ADDRESSES = [
    (route, query, htmx)
    for route in pages()
    for query, htmx in [("", False), *((query, True) for query in route.rule.fragments)]
]
NAMES = [
    f"{route.name}{'?' * bool(query)}{query}{' part' * htmx}" for route, query, htmx in ADDRESSES
]


@pytest.fixture(scope="module")
def clients(shared_world: World) -> dict[str, ApplicationClient]:
    return {name: shared_world.client(name) for name in ("owner", "viewer")}


@pytest.fixture
def marked() -> Iterator[None]:
    """Whatever a template asks for in vain shows."""
    with mock.patch.object(Engine.get_default(), "string_if_invalid", MARK):
        yield


@pytest.mark.parametrize(("route", "query", "htmx"), ADDRESSES, ids=NAMES)
@pytest.mark.parametrize("persona", ["owner", "viewer"])
def test_a_page_asks_for_nothing_that_is_not_there(
    persona: str,
    route: Route,
    query: str,
    htmx: bool,
    world: World,
    clients: dict[str, ApplicationClient],
    marked: None,
) -> None:
    given: list[tuple[str, dict[str, Any]]] = []
    render = django.shortcuts.render

    def remember(request: Any, template: str, context: dict[str, Any], **options: Any) -> Any:
        given.append((template, context))
        return render(request, template, context, **options)

    headers = {"HX-Request": "true"} if htmx else {}
    with (
        mock.patch.object(rendering, "render", remember),
        mock.patch.object(people_rendering, "render", remember),
        none_while_rendering(),
    ):
        response = clients[persona].get(f"{route.of(world.ours)}?{query}", headers=headers)
    if response.status_code == 403 and persona == "viewer":
        return
    assert response.status_code == 200
    assert set(re.findall(r"¿(.*?)\?", response.text)) - OPTIONAL == set()
    assert len(given) == 1, "one page, one view-model"
    [(template, context)] = given
    source = sources(template.partition("#")[0])
    unused = {name for name in context if not re.search(rf"\b{name}\b", source)}
    assert unused - SHARED.get(template, set()) == set(), f"{template} gets what it has no use for"


@cache
def sources(template: str) -> str:
    """The text of a template and of those that it extends and includes."""
    text = (TEMPLATES / template).read_text("utf-8")
    named = re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"'#]+)", text)
    named += re.findall(r"\w+_template=[\"']([^\"'#]+)", text)
    return text + "".join(sources(name) for name in set(named) if name != template)


def test_a_query_in_a_template_would_be_noticed(world: World) -> None:
    template = engines["django"].from_string("{{ positions.count }}")
    from tracker.models import Position

    with pytest.raises(QueryInTemplate), none_while_rendering():
        template.render({"positions": Position.objects.all()})


def test_a_missing_variable_would_be_noticed(marked: None) -> None:
    assert engines["django"].from_string("{{ nobody }}").render({}) == "¿nobody?"
