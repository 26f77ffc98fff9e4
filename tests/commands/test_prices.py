"""Prices and own rates are written against what was seen: nothing is overwritten unseen."""

import threading
import time
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from accounts.access import tenant
from tests.cast import Cast, application_role
from tracker.commands import prices
from tracker.commands.errors import Conflict, Refused
from tracker.commands.prices import Line
from tracker.commands.units import edit_unit
from tracker.models import Commodity, Price, Rate
from tracker.queries.commodities import commodity_print

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
OCTOBER = date(2026, 10, 31)


@pytest.fixture
def gold(cast: Cast) -> Commodity:
    with tenant(cast.household.id):
        return Commodity.objects.create(
            household_id=cast.household.id, code="GOLD", name="Gold", kind="metal"
        )


@pytest.fixture
def theirs(cast: Cast) -> Commodity:
    with tenant(cast.others.id):
        return Commodity.objects.create(household_id=cast.others.id, code="THEIRS")


def record(cast: Cast, unit: Commodity | UUID, price: str, **more: Any) -> None:
    options: dict[str, Any] = {"as_of": OCTOBER, "currency": "USD", "seen": None} | more
    key = unit if isinstance(unit, UUID) else unit.pk
    with application_role(), tenant(cast.household.id):
        prices.record_price(
            cast.household, actor=None, today=TODAY, commodity_id=key, price=Decimal(price),
            **options,
        )  # fmt: skip


def rate(cast: Cast, base: str, quote: str, number: str, **more: Any) -> None:
    options: dict[str, Any] = {"as_of": OCTOBER, "seen": None} | more
    with application_role(), tenant(cast.household.id):
        prices.record_rate(
            cast.household, actor=None, today=TODAY, base=base, quote=quote, rate=Decimal(number),
            **options,
        )  # fmt: skip


def test_a_price_is_entered_and_corrected_by_whoever_has_seen_it(
    cast: Cast, gold: Commodity
) -> None:
    record(cast, gold, "90.5", source="Bank")
    record(cast, gold, "91", seen=Decimal("90.50"), source="Receipt")
    held = Price.objects.get()
    assert (held.price, held.source, held.currency, held.as_of) == (91, "Receipt", "USD", OCTOBER)


def test_the_same_form_twice_is_one_answer(cast: Cast, gold: Commodity) -> None:
    record(cast, gold, "90")
    record(cast, gold, "90")
    record(cast, gold, "91", seen=Decimal(90))
    record(cast, gold, "91", seen=Decimal(90))
    assert [held.price for held in Price.objects.all()] == [91]


@pytest.mark.parametrize("seen", [None, Decimal(1), Decimal("90.1")])
def test_another_price_than_the_one_seen_is_a_conflict_that_shows_it(
    cast: Cast, gold: Commodity, seen: Decimal | None
) -> None:
    record(cast, gold, "90")
    with pytest.raises(Conflict) as caught:
        record(cast, gold, "95", seen=seen)
    assert caught.value.current == 90
    assert Price.objects.get().price == 90


def test_a_price_that_is_gone_is_a_conflict_too(cast: Cast, gold: Commodity) -> None:
    with pytest.raises(Conflict) as caught:
        record(cast, gold, "95", seen=Decimal(90))
    assert caught.value.current is None
    assert not Price.objects.exists()


def test_only_what_was_seen_is_taken_away(cast: Cast, gold: Commodity) -> None:
    record(cast, gold, "90")

    def take(seen: str) -> None:
        with application_role(), tenant(cast.household.id):
            prices.remove_price(
                cast.household, actor=None, commodity_id=gold.pk, currency="USD", as_of=OCTOBER,
                seen=Decimal(seen),
            )  # fmt: skip

    with pytest.raises(Conflict):
        take("89")
    take("90")
    take("90")
    assert not Price.objects.exists()


@pytest.mark.parametrize(
    ("price", "more", "code"),
    [
        ("0", {}, "price_positive"),
        ("-1", {}, "price_positive"),
        ("1E15", {}, "price_positive"),
        ("1", {"as_of": date(2026, 11, 22)}, "date_future"),
        ("1", {"as_of": date(1899, 12, 31)}, "date_range"),
        ("1", {"currency": "XYZ"}, "unknown_currency"),
        ("1", {"source": "x" * 101}, "source_long"),
        ("1", {"source": "two\nlines"}, "source_characters"),
    ],
)
def test_a_price_that_cannot_be_is_refused(
    cast: Cast, gold: Commodity, price: str, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        record(cast, gold, price, **more)
    assert caught.value.code == code
    assert not Price.objects.exists()


def test_a_unit_of_another_household_is_none(cast: Cast, theirs: Commodity) -> None:
    for unit in (theirs.pk, uuid4()):
        with pytest.raises(Refused, match="no_commodity"):
            record(cast, unit, "1")
    assert not Price.objects.exists()


def test_a_rate_is_entered_corrected_and_never_of_a_currency_to_itself(cast: Cast) -> None:
    rate(cast, "EUR", "USD", "1.1")
    rate(cast, "EUR", "USD", "1.2", seen=Decimal("1.1"), source="Bank")
    held = Rate.objects.get()
    assert (held.rate, held.source) == (Decimal("1.2"), "Bank")
    with pytest.raises(Conflict):
        rate(cast, "EUR", "USD", "1.3", seen=Decimal("1.1"))
    with pytest.raises(Refused, match="same_currency"):
        rate(cast, "EUR", "EUR", "1")
    with pytest.raises(Refused, match="unknown_currency"):
        rate(cast, "EUR", "ZZZ", "1")


def test_many_are_written_all_or_none(cast: Cast, gold: Commodity) -> None:
    record(cast, gold, "90")

    def write(*lines: Line) -> None:
        with application_role(), tenant(cast.household.id):
            prices.record_many(cast.household, actor=None, today=TODAY, as_of=OCTOBER, lines=lines)

    def of(price: str | None, seen: str | None) -> Line:
        numbers = [None if text is None else Decimal(text) for text in (price, seen)]
        return Line(gold.pk, "USD", *numbers)

    vnd = Line("VND", "USD", Decimal("0.00004"), None)
    with pytest.raises(Conflict) as caught:
        write(vnd, of("95", "89"))
    assert caught.value.current == {(gold.pk, "USD"): Decimal(90)}
    assert not Rate.objects.exists()
    with pytest.raises(Refused, match="price_positive"):
        write(vnd, of("0", "90"))
    assert not Rate.objects.exists()
    write(vnd, of("95", "90"))
    assert (Price.objects.get().price, Rate.objects.get().base) == (95, "VND")
    write(of(None, "95"))
    assert not Price.objects.exists()


class TestUnit:
    def edit(self, cast: Cast, unit: Commodity, seen: str = "", **fields: str) -> None:
        given = {"code": unit.code, "name": unit.name, "kind": unit.kind} | fields
        with application_role(), tenant(cast.household.id):
            edit_unit(
                cast.household, actor=None, commodity_id=unit.pk, **given,
                seen=seen or commodity_print(unit.code, unit.name, unit.kind),
            )  # fmt: skip

    def test_it_gets_another_code_name_and_kind(self, cast: Cast, gold: Commodity) -> None:
        self.edit(cast, gold, code="GOLD-G", name="  Gold, gram ", kind="other")
        gold.refresh_from_db()
        assert (gold.code, gold.name, gold.kind) == ("GOLD-G", "Gold, gram", "other")

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"code": "silver"}, "code_taken"),
            ({"code": "USD"}, "commodity_is_currency"),
            ({"code": "two words"}, "commodity_code"),
            ({"kind": "cheese"}, "commodity_kind"),
            ({"name": "x" * 101}, "name_long"),
            ({"name": "a\x07b"}, "name_characters"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, cast: Cast, gold: Commodity, fields: dict[str, str], code: str
    ) -> None:
        with tenant(cast.household.id):
            Commodity.objects.create(household_id=cast.household.id, code="SILVER")
        with pytest.raises(Refused) as caught:
            self.edit(cast, gold, **fields)
        assert caught.value.code == code

    def test_what_somebody_else_has_renamed_meanwhile_is_not_overwritten(
        self, cast: Cast, gold: Commodity
    ) -> None:
        before = commodity_print(gold.code, gold.name, gold.kind)
        self.edit(cast, gold, name="Gold, gram")
        with pytest.raises(Refused, match="unit_changed"):
            self.edit(cast, gold, seen=before, name="Gold, ounce")
        gold.refresh_from_db()
        assert gold.name == "Gold, gram"

    def test_a_unit_of_another_household_is_none(self, cast: Cast, theirs: Commodity) -> None:
        with pytest.raises(Refused, match="no_commodity"):
            self.edit(cast, theirs, name="Ours")


@pytest.mark.django_db(transaction=True)
def test_two_first_prices_at_the_same_moment_are_one_price_and_one_conflict(
    cast: Cast, gold: Commodity
) -> None:
    outcome: list[object] = []

    def write_second() -> None:
        try:
            record(cast, gold, "95")
            outcome.append("written")
        except Conflict as conflict:
            outcome.append(conflict.current)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write_second)
    with transaction.atomic():
        record(cast, gold, "90")
        writer.start()
        time.sleep(0.5)
        assert outcome == [], "the second waits for the first"
    writer.join(10)
    assert outcome == [90]
    assert [held.price for held in Price.objects.all()] == [90]
