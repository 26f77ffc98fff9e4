"""Whatever people type stays text: on pages, in parts of pages, in charts and in the admin."""

import json
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse

from accounts.access import tenant
from accounts.commands import add_member
from accounts.models import Household, Member
from tests.architecture.routes import Route, pages
from tests.architecture.world import MONTHS, NOW, World
from tests.cast import ApplicationClient, add_position, add_value
from tracker.models import (
    Commodity,
    DatedNote,
    DebtTerms,
    Entity,
    EntityFigures,
    EntityFlow,
    Import,
    Ownership,
    Position,
    Price,
    Rate,
    SecuredBy,
    Snapshot,
    ValueModel,
)
from tracker.services.categories import Side

# A word that nothing else contains, random tokens of letters and digits neither: wherever it comes
# out, a payload came out.
SIGN = "zq-7"
PAYLOADS = (
    f"<script>alert('{SIGN}')</script>",
    f"<img src=x onerror=alert('{SIGN}')>",
    f"\"><svg onload=alert('{SIGN}')>",
    f"' autofocus onfocus=alert('{SIGN}') x='",
    f"{{{{7*7}}}}{{% debug %}}{SIGN}",
    f"javascript:alert('{SIGN}')",
    f"</script></title></textarea><b>{SIGN}",
    f"{{0}} {{name}} {{}} %s %(x)s %d {SIGN}",
    f"=cmd|'/c calc'!{SIGN}",
    f"\u202e\u2066{SIGN}\u200b",
    f'<a href="https://evil.example/{SIGN}">{SIGN}</a>',
    f"&lt;i&gt;&#60;{SIGN} <!-- ]]> -->",
)
# Several at once where each request costs; every group begins with another one, since some texts
# come back cut short.
GROUPS = tuple("".join(PAYLOADS[start::4]) for start in range(4))
# Attributes that hold text and nothing else; elsewhere typed text would be an address or a script.
TEXT_ATTRIBUTES = {
    "alt", "aria-label", "aria-description", "content", "hx-confirm", "label", "placeholder",
    "title", "value", "data-saved", "data-name", "data-label", "data-text",
}  # fmt: skip
ADDRESSES = [
    (route, query, htmx)
    for route in pages()
    for query, htmx in [("", False), *((query, True) for query in route.rule.fragments)]
]
NAMES = [
    f"{route.name}{'?' * bool(query)}{query}{' part' * htmx}" for route, query, htmx in ADDRESSES
]


class Page(HTMLParser):
    """What a browser would make of an answer, and everything in it that typed text must not be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.text: list[str] = []
        self.json: list[Any] = []
        self.script: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.script = given.get("type") or "" if tag == "script" and "src" not in given else None
        for name, value in attrs:
            text = value or ""
            handler = name.startswith("on") or name in {"style", "srcdoc", "autofocus"}
            if handler and not (name == "autofocus" and SIGN not in str(attrs)):
                self.bad.append(f"<{tag} {name}>")
            if SIGN in name or SIGN in tag or (SIGN in text and name not in TEXT_ATTRIBUTES):
                self.bad.append(f'<{tag} {name}="{text}">')
            if "javascript:" in text.lower() and name not in TEXT_ATTRIBUTES:
                self.bad.append(f'<{tag} {name}="{text}">')
            self.text.append(text)

    def handle_endtag(self, tag: str) -> None:
        self.script = None

    def handle_comment(self, data: str) -> None:
        if SIGN in data:
            self.bad.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        if self.script is None:
            self.text.append(data)
        elif self.script != "application/json":
            self.bad.append(f"<script>{data}")
        else:
            self.json.append(json.loads(data))
            if set("<>&") & set(data):
                self.bad.append(f"unescaped JSON: {data[:80]}")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def look_at(text: str) -> Page:
    """The page; fails where typed text became anything else than text."""
    page = Page(text)
    assert page.bad == []
    drawn = [string for data in page.json for string in strings(data) if SIGN in string]
    # Plotly reads some HTML in the texts it draws, links among it; line breaks are our own.
    assert [string for string in drawn if "<" in string.replace("<br>", "")] == []
    everything = "".join(page.text)
    assert f"49{SIGN}" not in everything
    assert "{{7*7}}" in everything or "7*7" not in everything
    return page


@pytest.fixture(scope="module")
def poisoned(shared_world: World) -> World:
    """Every text that people can type, in one household; each payload in each kind of field."""
    household, owner = shared_world.cast.household, shared_world.cast.owner
    Household.objects.filter(pk=household.id).update(name="".join(PAYLOADS)[:100])
    for number, payload in enumerate(PAYLOADS):
        member = add_member(household.id, name=payload)
        side = Side.LIABILITY if number % 3 == 0 else Side.ASSET
        with tenant(household.id):
            unit = Commodity.objects.create(
                household_id=household.id, code=payload[:32], name=payload
            )
            Price.objects.create(
                household_id=household.id,
                commodity=unit,
                currency="USD",
                as_of=MONTHS[0],
                price=2,
                source=payload,
            )
            Rate.objects.create(
                household_id=household.id,
                base="USD",
                quote="SGD",
                as_of=MONTHS[1] + timedelta(days=number),
                rate=2,
                source=payload,
            )
            DatedNote.objects.create(household_id=household.id, on=MONTHS[number % 3], text=payload)
            Import.objects.create(
                household_id=household.id,
                made_by=owner,
                file_name=payload,
                status="done",
                form="wide",
                finished_at=NOW,
                journal={"added": [], "changed": []},
            )
        for name, commodity in ((payload, None), (f"{payload} in units", unit)):
            position = add_position(
                household,
                name,
                side,
                "personal_loan" if side is Side.LIABILITY else "cash",
                commodity=commodity,
                # The last ones are unpriced, so that notices name them.
                currency="USD" if number % 2 else "BTN",
            )
            with tenant(household.id):
                Ownership.objects.create(
                    household_id=household.id,
                    position=position,
                    member=member,
                    parts=1,
                    since=MONTHS[0],
                )
            for month in MONTHS[1 + number % 2 :]:
                add_value(household, position, month, 50 + number, note=payload, updated_by=owner)
        poison_business(shared_world, payload, number)
    with tenant(household.id):
        for month, note in zip(
            MONTHS, (PAYLOADS[0], PAYLOADS[6], "\n".join(PAYLOADS)), strict=True
        ):
            Snapshot.objects.filter(household_id=household.id, as_of=month).update(note=note)
        for entity, payload in zip(
            (shared_world.ours.entity, shared_world.ours.business), PAYLOADS, strict=False
        ):
            Entity.objects.filter(pk=entity).update(name=payload)
    owner.name = PAYLOADS[1]
    owner.save(update_fields=["name"])
    return shared_world


def poison_business(world: World, payload: str, number: int) -> None:
    """A business of that name with its part, its items and its dealings, and a loan that goes on
    by itself on something worth less."""
    household = world.cast.household
    of = {"household_id": household.id}
    with tenant(household.id):
        kind = ("company", "fund", "reit", "non_profit")[number % 4]
        entity = Entity.objects.create(**of, kind=kind, name=f"{payload} & co", currency="USD")
        EntityFigures.objects.create(
            **of, entity=entity, as_of=MONTHS[0], outstanding=3, held=1, share_price=2
        )
        EntityFlow.objects.create(
            **of, entity=entity, on=MONTHS[2], kind="distribution", amount=5 + number
        )
    for name, side, category, fields in (
        ("part", Side.ASSET, "business", {"stake_in": entity}),
        ("lent", Side.ASSET, "receivables", {"counterparty": entity}),
        ("guaranteed", Side.LIABILITY, "guarantees", {"counterparty": entity, "probability": 80}),
        ("oven", Side.ASSET, "equipment", {"entity": entity}),
        ("overdraft", Side.LIABILITY, "business_loan", {"entity": entity}),
        ("car", Side.ASSET, "vehicles", {}),
        ("car loan", Side.LIABILITY, "car_loan", {}),
    ):
        position = add_position(household, f"{payload} {name}", side, category, **fields)
        if name != "part":
            add_value(household, position, MONTHS[1], 500 + number, note=payload)
        with tenant(household.id):
            if name == "car":
                car = position
                ValueModel.objects.create(
                    **of, position=car, kind="declining", since=MONTHS[1], rate=40
                )
            elif name == "car loan":
                DebtTerms.objects.create(
                    **of, position=position, since=MONTHS[0], rate=9, minimum=20, limit=600
                )
                ValueModel.objects.create(**of, position=position, kind="loan", since=MONTHS[1])
                SecuredBy.objects.create(**of, debt=position, asset=car)


@pytest.fixture(scope="module")
def owner(poisoned: World) -> ApplicationClient:
    return poisoned.client("owner")


@pytest.mark.parametrize(("route", "query", "htmx"), ADDRESSES, ids=NAMES)
def test_typed_text_stays_text_on(
    route: Route, query: str, htmx: bool, world: World, owner: ApplicationClient
) -> None:
    headers = {"HX-Request": "true"} if htmx else {}
    address = f"{route.of(world.ours)}?{query}"
    response = owner.get(address, headers=headers)
    assert response.status_code == 200
    page = look_at(response.text)
    assert htmx or SIGN in "".join(page.text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_an_item_s_own_pages(payload: str, world: World, owner: ApplicationClient) -> None:
    with tenant(world.cast.household.id):
        items = list(Position.objects.filter(name__startswith=payload).values_list("pk", flat=True))
    assert items
    for name in ("tracker:position", "tracker:position_edit"):
        response = owner.get(reverse(name, args=[world.cast.household.slug, items[0]]))
        page = look_at(response.text)
        assert payload in "\n".join(page.text), "it is shown as it was typed"


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_business_s_own_pages(payload: str, world: World, owner: ApplicationClient) -> None:
    with tenant(world.cast.household.id):
        (business,) = Entity.objects.filter(name=f"{payload} & co").values_list("pk", flat=True)
    for name in ("business", "business_edit", "business_item", "business_values"):
        response = owner.get(reverse(f"tracker:{name}", args=[world.cast.household.slug, business]))
        page = look_at(response.text)
        assert f"{payload} & co" in "\n".join(page.text), "it is shown as it was typed"


@pytest.mark.parametrize("name", ["car", "car loan", "part", "lent", "guaranteed", "oven"])
def test_the_pages_of_items_that_go_on_or_deal(
    name: str, world: World, owner: ApplicationClient
) -> None:
    with tenant(world.cast.household.id):
        items = Position.objects.filter(name__endswith=f" {name}").values_list("pk", flat=True)
        assert len(items) == len(PAYLOADS)
    for item in items:
        response = owner.get(reverse("tracker:position", args=[world.cast.household.slug, item]))
        assert SIGN in "".join(look_at(response.text).text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_names_in_the_frame(payload: str, world: World) -> None:
    cast = world.cast
    Household.objects.filter(pk=cast.household.id).update(name=payload)
    Member.objects.filter(household_id=cast.household.id, user=cast.viewer).delete()
    cast.viewer.name = payload
    cast.viewer.save(update_fields=["name"])
    response = world.client("viewer").get(reverse("tracker:balance", args=[cast.household.slug]))
    page = look_at(response.text)
    assert "".join(page.text).count(payload) >= 2, "household and user"


@pytest.mark.parametrize(
    ("name", "persona"),
    [
        ("tracker:position_new", "stranger"),
        ("tracker:business_new", "stranger"),
        ("tracker:household_new", "operator"),
        ("account_login", "anonymous"),
        ("account_reset_password", "anonymous"),
    ],
)
def test_what_was_typed_wrongly_comes_back_as_text(name: str, persona: str, world: World) -> None:
    """In the household that is not full of it: what comes back is what was sent."""
    client = world.client(persona)
    address = reverse(name, args=[world.cast.others.slug] if persona == "stranger" else [])
    fields = ("name", "household", "amount", "as_of", "units_code", "category", "currency", "zone",
              "email", "login", "password", "opened_on", "language", "next")  # fmt: skip
    came_back = 0
    for payload in GROUPS:
        response = client.post(f"{address}?next={payload}", dict.fromkeys(fields, payload))
        assert response.status_code in {200, 422}
        came_back += SIGN in "".join(look_at(response.text).text)
    assert came_back == len(GROUPS)


@pytest.mark.parametrize("route", pages(), ids=lambda route: route.name)
def test_what_an_address_says_comes_back_as_text(route: Route, world: World) -> None:
    client, address = world.client("stranger"), route.of(world.theirs)
    names = (
        "basis", "range", "show", "date", "year", "side", "edit", "next", "from", "to", "period",
        "episode", "strips", "currency", "by",
    )  # fmt: skip
    for payload in GROUPS:
        response = client.get(address, dict.fromkeys(names, payload))
        assert response.status_code in {200, 422}
        look_at(response.text)
    response = client.get(address, {"person": "".join(PAYLOADS)})
    assert response.status_code in {200, 404}
    look_at(response.text)


def test_the_admin_shows_text(world: World, poisoned: World) -> None:
    client, household = world.client("operator"), world.cast.household.id
    addresses = [
        reverse("admin:index"),
        reverse("admin:accounts_household_changelist"),
        reverse("admin:accounts_household_change", args=[household]),
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_change", args=[world.cast.owner.pk]),
        reverse("admin:tracker_position_changelist") + f"?household={household}",
        reverse("admin:tracker_snapshot_changelist") + f"?household={household}",
    ]
    shown = 0
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        shown += SIGN in "".join(look_at(response.text).text)
    assert shown >= 4


def test_an_unescaped_payload_would_be_noticed() -> None:
    for payload in (PAYLOADS[0], PAYLOADS[1], PAYLOADS[2], PAYLOADS[10]):
        with pytest.raises(AssertionError):
            look_at(f'<p title="">{payload}</p>')
    with pytest.raises(AssertionError):
        look_at(f"<input value='{PAYLOADS[3]}'>")
    with pytest.raises(AssertionError):
        look_at(f'<a href="{PAYLOADS[5]}">')
    with pytest.raises(AssertionError):
        look_at(f'<script type="application/json">["\\u003Ca {SIGN}"]</script>')
