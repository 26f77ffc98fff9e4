"""Whatever is sent, in any field of any form or address, gets an answer and never an error page."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.test.client import MULTIPART_CONTENT, encode_multipart

from tests.architecture.fields_read import fields_read
from tests.architecture.routes import RULES, Door, Route, body_of, pages, routes
from tests.architecture.world import World, rolled_back
from tests.cast import ApplicationClient

ANSWERS = {200, 204, 302, 303, 400, 404, 409, 422}
TYPED = {
    "letters": "abc",
    "two decimal marks": "1.2.3",
    "full-width digits": "１２３",
    "Arabic digits": "٣٤٥",
    "exponent": "1e400",
    "no number": "NaN",
    "infinite": "-Infinity",
    "too large": "9" * 400,
    "too precise": "0." + "1" * 400,
    "a NUL": "a\x00b",
    "half a character": "\ud83d",
    "controls": "\x1b[31m\r\n\t\x7f",
    "first year": "0001-01-01",
    "last year": "9999-12-31",
    "no year": "0000",
    "no such day": "2025-02-30",
    "next century": "2199-12-31",
    "a negative": "-1",
    "many words": "x" * 20_000,
    "a key": "00000000-0000-0000-0000-000000000000",
    "nothing": "",
    "blanks": "   ",
}
# What a field of text may let through.
PASSING = ("a NUL", "too large", "half a character", "last year")
WRITES = [
    route
    for route in routes()
    if route.name in RULES
    and "POST" in route.rule.methods
    and route.rule.door in {Door.HOUSEHOLD, Door.OPENING, Door.SIGNED_IN}
    and not route.name.startswith("account_")
]
NAMES = (
    "basis", "range", "show", "date", "year", "side", "edit", "next", "from", "to", "period",
    "episode", "strips", "currency", "by",
)  # fmt: skip


def mixed(names: Sequence[str], rounds: int = 4) -> Iterator[dict[str, str]]:
    """Every field filled, each round with something else."""
    typed = list(TYPED.values())
    for start in range(rounds):
        at = start * len(typed) // rounds
        yield {name: typed[(at + 5 * number) % len(typed)] for number, name in enumerate(names)}


@pytest.fixture(scope="module")
def clients(shared_world: World) -> dict[str, ApplicationClient]:
    return {name: shared_world.client(name) for name in ("owner", "operator")}


@pytest.mark.parametrize("route", WRITES, ids=lambda route: route.name)
def test_a_form_full_of_it(
    route: Route, world: World, clients: dict[str, ApplicationClient]
) -> None:
    client = clients["operator" if route.rule.door is Door.OPENING else "owner"]
    address, right = route.of(world.ours), body_of(world.ours)
    own = {name: right[name] for name in right if "-" in name}
    names = [
        *right, "seen", "beginning", "units_code", "units_name", "units_kind", "liquidity",
        "interval_months", "selling_discount", "contingent", "probability", "opened_on",
        "allowance", "due_on", "counterparty", "low", "contribution", "outstanding", "held",
        "percent", "preferred", "share_price", "archived", "use", f"amount-{world.ours.oven}",
        f"version-{world.ours.oven}", "since", "rate", "residual", "ends_on", "original",
        "preview", "secured_on", "book", "liquidation", "method", "minimum", "limit", "remove",
        "year", "month_note", "month_note_seen", "confirm", "household", "zone", "language",
        "theme", "private", "next", "essential_spending", "net_income", "gross_income", "was",
        "reset", "cadence", "leverage-high", "liquidity_months-low", "format_locale",
        "start_page", "token",
        *(name.replace("amount-", "note-") for name in own),
        *(name.replace("amount-", "mine-") for name in own),
    ]  # fmt: skip
    for fields in mixed(names):
        with rolled_back():
            response = post(client, address, fields)
            assert response.status_code in ANSWERS, fields


@pytest.mark.parametrize(
    "route",
    [route for route in WRITES if route.rule.door is Door.HOUSEHOLD],
    ids=lambda route: route.name,
)
def test_one_field_of_it_among_right_ones(
    route: Route, world: World, clients: dict[str, ApplicationClient]
) -> None:
    client = clients["owner"]
    address, right = route.of(world.ours), body_of(world.ours)
    with rolled_back(), fields_read(right) as used:
        assert post(client, address, right).status_code in ANSWERS
    for number, name in enumerate(right):
        if name not in used:  # nothing in it could make a difference
            continue
        what = PASSING[number % len(PASSING)]
        with rolled_back():
            response = post(client, address, right | {name: TYPED[what]})
            assert response.status_code in ANSWERS, (name, what)


def test_fields_that_an_answer_rests_on_are_known(
    world: World, clients: dict[str, ApplicationClient]
) -> None:
    """Of a form that reads its own fields alone, and of one that reads what is named in a way."""
    right = body_of(world.ours)
    sent = right | {f"amount-{world.ours.debt}": "7", "stray": "1"}
    by_name = {route.name: route.of(world.ours) for route in WRITES}
    for name, some in (
        ("tracker:position_close", {"closed_on"}),
        ("tracker:snapshot", {f"amount-{world.ours.asset}", f"amount-{world.ours.debt}"}),
        ("tracker:snapshot_cell", {f"amount-{world.ours.asset}"}),
    ):
        with rolled_back(), fields_read(sent) as used:
            post(clients["owner"], by_name[name], sent)
        assert some <= used, name
        assert "stray" not in used, name


@pytest.mark.parametrize("route", pages(), ids=lambda route: route.name)
def test_an_address_full_of_it(
    route: Route, world: World, clients: dict[str, ApplicationClient]
) -> None:
    for fields in mixed(NAMES):
        query = {name: typed[:2000] for name, typed in fields.items() if "\ud83d" not in typed}
        response = clients["owner"].get(route.of(world.ours), query)
        assert response.status_code in ANSWERS, query
    assert clients["owner"].get(route.of(world.ours), {"person": "x"}).status_code in ANSWERS


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31", "2200-12-31", "2024-02-29"])
def test_the_first_and_the_last_day(
    day: str, world: World, clients: dict[str, ApplicationClient]
) -> None:
    for route in pages():
        if "as_of" in route.parameters:
            address = route.of(world.ours).replace(world.ours.month.isoformat(), day)
            assert clients["owner"].get(address).status_code in {200, 302, 404}, address


def post(client: ApplicationClient, address: str, fields: dict[str, Any]) -> Any:
    """As a browser would send it, but for half a character, which no browser sends."""
    body = (
        encode_multipart("BoUnDaRyStRiNg", fields | {"probe": "half"})
        if not any("\ud83d" in str(value) for value in fields.values())
        else b"".join(
            f'--BoUnDaRyStRiNg\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
            + str(value).encode("utf-8", "surrogatepass")
            + b"\r\n"
            for name, value in fields.items()
        )
        + b"--BoUnDaRyStRiNg--\r\n"
    )
    return client.generic("POST", address, body, content_type=MULTIPART_CONTENT)
