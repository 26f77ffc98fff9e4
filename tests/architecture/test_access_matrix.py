"""Every address, every method, everybody: one generated table of who gets which answer."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from accounts.roles import Permission
from tests.architecture.routes import (
    CATCH_ALL,
    DONE,
    LOGIN,
    METHODS,
    READING,
    RULES,
    Door,
    Route,
    body_of,
    normalised,
    routes,
)
from tests.architecture.world import World, rolled_back
from tests.cast import ApplicationClient
from tracker.models import (
    Budget,
    Commodity,
    DebtTerms,
    Entity,
    EntityFigures,
    EntityFlow,
    Ownership,
    Position,
    Price,
    RatioGuide,
    SecuredBy,
    Snapshot,
    Valuation,
    ValueModel,
)

MEMBERS: dict[str, set[Permission]] = {
    "owner": set(Permission),
    "editor": {Permission.VIEW, Permission.EDIT},
    "viewer": {Permission.VIEW},
}
STRANGERS = ("stranger", "removed", "invitee", "operator")
PERSONAS = ("anonymous", *MEMBERS, *STRANGERS)
HTMX = {"HX-Request": "true"}
ALL = routes()
HOUSEHOLD = [route for route in ALL if route.name in RULES and route.rule.door is Door.HOUSEHOLD]
WITH_ITEM = [route for route in HOUSEHOLD if "position_id" in route.parameters]
WITH_BUSINESS = [route for route in HOUSEHOLD if "business_id" in route.parameters]

type Ask = Callable[..., HttpResponse]


@pytest.fixture(scope="module")
def cookies(shared_world: World) -> dict[str, Any]:
    return {persona: shared_world.client(persona).cookies for persona in PERSONAS}


@pytest.fixture
def ask(world: World, cookies: dict[str, Any]) -> Ask:
    """One request of one persona, undone afterwards."""

    def send(
        persona: str,
        method: str,
        address: str,
        data: Any = None,
        headers: dict[str, str] | None = None,
    ) -> HttpResponse:
        client = ApplicationClient(headers=headers)
        client.cookies.update(cookies[persona])
        with rolled_back():
            if method == "POST":
                return client.post(address, data or {})  # type: ignore[return-value]
            return client.generic(method, address)  # type: ignore[return-value]

    return send


def test_every_address_is_in_the_table() -> None:
    unknown = [route.pattern for route in ALL if not route.is_admin and route.name not in RULES]
    assert unknown == [], "say in tests/architecture/routes.py who may do what there"


def test_the_table_names_only_addresses_that_exist() -> None:
    assert set(RULES) - {route.name for route in ALL} == set()


def test_the_whole_admin_is_under_its_own_address() -> None:
    admin = [route for route in ALL if route.is_admin]
    assert len(admin) > 5
    assert {route.pattern.split("/")[0] for route in admin} == {"admin"}
    assert CATCH_ALL in {route.name for route in admin}


def asked(route: Route, persona: str) -> tuple[str, ...]:
    """The methods to try: all by somebody who may do everything, fewer where nothing can differ.

    Methods that an address does not take are refused before anybody is looked at, and outside a
    household all who have signed in are alike.
    """
    if persona == "owner":
        return METHODS
    if persona == "anonymous":
        return ("GET", "POST", "DELETE")
    if route.rule.door is Door.HOUSEHOLD or persona == "operator":
        return ("GET", "POST")
    return ("GET",)


def expected(route: Route, method: str, persona: str) -> frozenset[int]:
    """The statuses that this cell of the table may show."""
    rule = route.rule
    refused = frozenset({405})
    if rule.door is Door.OPERATORS:
        return frozenset({200, 302, 403, 404, 405}) if persona == "operator" else frozenset({404})
    if persona == "anonymous" and rule.door is not Door.PUBLIC:
        return frozenset({302})
    answers = rule.read if method in READING else DONE
    if rule.door is Door.HOUSEHOLD:
        if not rule.allows(method):
            return refused
        if persona in STRANGERS:
            return frozenset({404})
        return answers if rule.needs(method) in MEMBERS[persona] else frozenset({403})
    if not rule.allows(method):
        # The library's own forms take PUT for POST, and tell what they take.
        library = route.name.startswith("account_")
        return refused | answers | DONE if library else refused
    if rule.door is Door.OPENING and persona != "operator":
        return frozenset({403})
    return answers


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("route", ALL, ids=lambda route: route.name)
def test_who_gets_which_answer(route: Route, persona: str, world: World, ask: Ask) -> None:
    address = route.of(world.ours)
    for method in asked(route, persona):
        data = body_of(world.ours) if method == "POST" else None
        response = ask(persona, method, address, data)
        assert response.status_code in expected(route, method, persona), (method, address)
        private = route.rule.door is not Door.PUBLIC and route.rule.door is not Door.OPERATORS
        if persona == "anonymous" and private:
            assert response.headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize("route", HOUSEHOLD, ids=lambda route: route.name)
def test_strangers_cannot_tell_a_household_from_none(route: Route, world: World, ask: Ask) -> None:
    """Status and body are those of an address that does not exist."""
    there = route.of(world.ours)
    nowhere = route.of(world.ours, slug="nowhere")
    who: list[tuple[str, dict[str, str]]] = [(persona, {}) for persona in STRANGERS] + [
        ("stranger", HTMX)
    ]
    for (persona, headers), method in product(who, route.rule.methods):
        answers = []
        for address, slug in ((there, "santoso"), (nowhere, "nowhere")):
            response = ask(persona, method, address, body_of(world.ours), headers=headers)
            answers.append((response.status_code, normalised(response.text, slug)))
        assert answers[0] == answers[1], (persona, method)
        assert "Santoso" not in answers[0][1]


@pytest.mark.parametrize("route", HOUSEHOLD, ids=lambda route: route.name)
def test_fragments_are_guarded_like_pages(route: Route, world: World, ask: Ask) -> None:
    address = route.of(world.ours)
    method = "GET" if "GET" in route.rule.methods else "POST"
    for query in route.rule.fragments or ("",):
        for persona in ("anonymous", "viewer", "owner", "stranger"):
            response = ask(
                persona,
                method,
                f"{address}?{query}",
                body_of(world.ours) if method == "POST" else None,
                headers=HTMX,
            )
            assert response.status_code in expected(route, method, persona), (persona, query)


class TestForeignIds:
    """Whatever of another household is named, the answer is that of something that is not there."""

    @pytest.fixture(autouse=True)
    def nothing_of_theirs_changes(self, world: World) -> Iterator[None]:
        before = contents(world)
        yield
        assert contents(world) == before

    @pytest.mark.parametrize("route", WITH_ITEM, ids=lambda route: route.name)
    def test_an_item_in_the_address(self, route: Route, world: World, ask: Ask) -> None:
        missing = uuid4()
        for method, headers in product(route.rule.methods, ({}, HTMX)):
            answers = []
            for item in (world.theirs.asset, missing):
                address = route.of(world.ours, position_id=item)
                response = ask("owner", method, address, body_of(world.ours), headers=headers)
                assert response.status_code == 404, address
                answers.append(normalised(response.text, item))
            assert answers[0] == answers[1]

    @pytest.mark.parametrize("route", WITH_BUSINESS, ids=lambda route: route.name)
    def test_a_business_in_the_address(self, route: Route, world: World, ask: Ask) -> None:
        """Nor is the household's own balance sheet one."""
        body = body_of(world.ours) | {"kind": "capital"}
        for method, remove in product(route.rule.methods, ({}, {"remove": "2025-11-30"})):
            answers = []
            for business in (world.theirs.business, world.ours.entity, uuid4()):
                address = route.of(world.ours, business_id=business)
                response = ask("owner", method, address, body | remove)
                assert response.status_code == 404, address
                answers.append(normalised(response.text, business))
            assert len(set(answers)) == 1

    @pytest.mark.parametrize("route", HOUSEHOLD, ids=lambda route: route.name)
    def test_their_household_with_our_items(self, route: Route, world: World, ask: Ask) -> None:
        address = route.of(world.ours, slug=world.cast.others.slug)
        for method in route.rule.methods:
            assert ask("owner", method, address, body_of(world.ours)).status_code == 404

    @pytest.mark.parametrize(
        "name",
        ["tracker:dashboard", "tracker:balance", "tracker:deficit", "tracker:history_compare"],
    )
    def test_a_person_in_the_query(self, name: str, world: World, ask: Ask) -> None:
        [route] = [route for route in HOUSEHOLD if route.name == name]
        address = route.of(world.ours)
        answers = []
        for person in (world.theirs.member, uuid4()):
            response = ask("owner", "GET", f"{address}?person={person}")
            answers.append((response.status_code, normalised(response.text, person)))
        assert answers[0] == answers[1]
        assert "Stranger" not in answers[0][1]

    @pytest.mark.parametrize(
        ("name", "item", "field", "foreign"),
        [
            ("tracker:position_new", "asset", "secured_on", "asset"),
            ("tracker:position_new", "asset", "units_code", "commodity"),
            ("tracker:position_new", "asset", "parts-{}", "member"),
            ("tracker:position_new", "asset", "household", "household_id"),
            ("tracker:position_new", "asset", "entity", "entity"),
            ("tracker:position_new", "asset", "counterparty", "business"),
            ("tracker:business_item", "asset", "secured_on", "oven"),
            ("tracker:business_item", "asset", "entity", "business"),
            ("tracker:business_values", "asset", "amount-{}", "oven"),
            ("tracker:position_edit", "debt", "counterparty", "business"),
            ("tracker:position_edit", "asset", "commodity", "commodity"),
            ("tracker:position_edit", "asset", "household_id", "household_id"),
            ("tracker:position_secured", "debt", "others", "asset"),
            ("tracker:position_secured", "asset", "others", "debt"),
            ("tracker:position_owners", "asset", "parts-{}", "member"),
            ("tracker:position_value", "asset", "position_id", "asset"),
            ("tracker:position_value", "asset", "position", "asset"),
            ("tracker:snapshot_cell", "asset", "position", "asset"),
            ("tracker:snapshot_cell", "asset", "position_id", "asset"),
            ("tracker:snapshot_copy", "asset", "position", "asset"),
            ("tracker:snapshot_estimates", "asset", "use", "asset"),
            ("tracker:snapshot", "asset", "amount-{}", "asset"),
            ("tracker:snapshot_cell", "asset", "amount-{}", "asset"),
            ("tracker:snapshot_note", "asset", "amount-{}", "asset"),
        ],
    )
    def test_an_id_in_the_body(
        self, name: str, item: str, field: str, foreign: str, world: World, ask: Ask
    ) -> None:
        [route] = [route for route in HOUSEHOLD if route.name == name]
        address = route.of(world.ours, position_id=getattr(world.ours, item))
        theirs = (
            world.cast.others.id if foreign == "household_id" else getattr(world.theirs, foreign)
        )
        answers = []
        for identity in (theirs, uuid4()):
            body = body_of(world.ours)
            if "{}" in field:
                body[field.format(identity)] = "1"
            else:
                body[field] = str(identity)
            response = ask("owner", "POST", address, body)
            assert response.status_code in DONE | {404}
            answers.append((response.status_code, normalised(response.text, identity)))
        assert answers[0] == answers[1]
        assert "Others" not in answers[0][1].replace("Others&#x27; parts", "")  # a category

    @pytest.mark.parametrize("route", HOUSEHOLD, ids=lambda route: route.name)
    def test_an_id_that_is_none(self, route: Route, world: World, ask: Ask) -> None:
        """Letters, a quote or a date that is none never reach a page: the address is unknown."""
        address = route.of(world.ours)
        for real in (str(world.ours.asset), world.ours.month.isoformat()):
            if real in address:
                for typed in ("1", "x'--", "2026-02-30", "%00"):
                    assert ask("owner", "GET", address.replace(real, typed)).status_code == 404


def contents(world: World) -> list[Any]:
    """All rows of the other household."""
    theirs = world.cast.others.id
    return [
        sorted(map(repr, model.objects.filter(household_id=theirs).values()))
        for model in (
            Budget,
            Commodity,
            DebtTerms,
            Entity,
            EntityFigures,
            EntityFlow,
            Ownership,
            Position,
            Price,
            RatioGuide,
            SecuredBy,
            Snapshot,
            Valuation,
            ValueModel,
        )
    ]


def test_a_removed_member_s_open_session_ends_at_once(world: World) -> None:
    client = world.client("editor")
    address = f"/h/{world.cast.household.slug}/items/"
    assert client.get(address).status_code == 200
    world.cast.editor.memberships.filter(household_id=world.cast.household.id).delete()
    assert client.get(address).status_code == 404


def test_a_switched_off_login_sees_nothing_from_the_next_request_on(world: World) -> None:
    client = world.client("owner")
    address = f"/h/{world.cast.household.slug}/items/"
    assert client.get(address).status_code == 200
    world.cast.owner.is_active = False
    world.cast.owner.save(update_fields=["is_active"])
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(LOGIN)
