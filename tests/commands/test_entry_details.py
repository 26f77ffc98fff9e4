"""What stands beside an amount in the entry grid: source, cautious end, money paid in, price."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tracker.commands.entry import Outcome, enter_cells
from tracker.commands.errors import Refused
from tracker.commands.valuations import Figures, record_valuation
from tracker.models import Commodity, Position, Price, Snapshot, Valuation
from tracker.services.categories import Side
from tracker.services.entry import CellEntry, PriceEntry, Seen

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
MONTH = date(2026, 10, 31)
BEFORE = date(2026, 9, 30)


@pytest.fixture
def house(cast: Cast) -> Position:
    return add_position(cast.household, "House", category="real_estate")


@pytest.fixture
def gold(cast: Cast) -> Position:
    with tenant(cast.household.id):
        unit = Commodity.objects.create(household_id=cast.household.id, code="GOLD")
    return add_position(cast.household, "Gold", category="bullion", commodity=unit)


def enter(cast: Cast, *entries: CellEntry, as_of: date = MONTH) -> list[Outcome | str]:
    with tenant(cast.household.id):
        found = enter_cells(
            cast.household, actor=cast.owner.pk, today=TODAY, as_of=as_of, entries=entries
        )
    return [
        outcome.code if isinstance(outcome, Refused) else outcome
        for outcome in (found[entry.position_id] for entry in entries)
    ]


def cell(position: Position, amount: int | str | None = None, **more) -> CellEntry:
    more.setdefault("note", "")
    more.setdefault("seen", None)
    return CellEntry(position.pk, None if amount is None else Decimal(amount), **more)


def price(value: str | None, seen: str | None = None) -> PriceEntry:
    return PriceEntry(
        None if value is None else Decimal(value), None if seen is None else Decimal(seen)
    )


class TestSource:
    def test_a_value_comes_from_where_the_last_one_came_from(self, cast, house) -> None:
        add_value(cast.household, house, BEFORE, 5, source="appraisal")
        assert enter(cast, cell(house, 6)) == [Outcome.SAVED]
        assert Valuation.objects.get(as_of=MONTH).source == "appraisal"

    def test_a_file_passes_nothing_on(self, cast, house) -> None:
        add_value(cast.household, house, BEFORE, 5, source="import")
        enter(cast, cell(house, 6))
        assert Valuation.objects.get(as_of=MONTH).source == "estimate"

    def test_what_is_said_counts_and_a_change_of_it_is_a_change(self, cast, house) -> None:
        enter(cast, cell(house, 6, source="quote"))
        held = Valuation.objects.get()
        assert held.source == "quote"
        seen = Seen(held.pk, held.version)
        assert enter(cast, cell(house, 6, source="appraisal", seen=seen)) == [Outcome.SAVED]
        assert Valuation.objects.get().source == "appraisal"
        assert enter(cast, cell(house, 6, source="quote", seen=seen)) == [Outcome.CONFLICT]

    def test_a_file_s_figure_that_is_corrected_is_the_file_s_no_more(self, cast, house) -> None:
        held = add_value(cast.household, house, MONTH, 5, source="import")
        seen = Seen(held.pk, held.version)
        enter(cast, cell(house, 5, source="import", note="as filed", seen=seen))
        assert Valuation.objects.get().source == "import"
        enter(cast, cell(house, 6, source="import", note="as filed", seen=Seen(held.pk, 2)))
        assert Valuation.objects.get().source == "estimate"

    def test_an_unknown_source_is_refused(self, cast, house) -> None:
        assert enter(cast, cell(house, 6, source="rumour")) == ["unknown_source"]


class TestCautiousEnd:
    def test_it_is_kept_beside_an_estimate_and_totals_know_nothing_of_it(self, cast, house) -> None:
        enter(cast, cell(house, 300, source="estimate", low=Decimal("280.5")))
        held = Valuation.objects.get()
        assert (held.amount, held.low) == (300, Decimal("280.5"))

    @pytest.mark.parametrize(
        ("low", "source", "code"),
        [("301", "estimate", "low_above_likely"), ("280", "statement", "low_needs_estimate")],
    )
    def test_above_the_likely_value_or_beside_another_source_it_is_refused(
        self, cast, house, low, source, code
    ) -> None:
        assert enter(cast, cell(house, 300, source=source, low=Decimal(low))) == [code]
        with tenant(cast.household.id), pytest.raises(Refused) as refused:
            record_valuation(
                cast.household,
                actor=None,
                today=TODAY,
                position_id=house.pk,
                as_of=MONTH,
                figures=Figures(Decimal(300), source=source, low=Decimal(low)),
                version=0,
            )
        assert refused.value.code == code
        assert not Valuation.objects.exists()

    def test_it_needs_the_value(self, cast, house) -> None:
        entry = cell(house, source="estimate", low=Decimal(3))
        assert enter(cast, entry) == ["details_need_amount"]


class TestContribution:
    def test_what_was_paid_in_or_taken_out_is_kept_exactly(self, cast) -> None:
        fund = add_position(cast.household, "Fund", category="investments")
        enter(cast, cell(fund, 500, paid=Decimal("-20.55")))
        assert Valuation.objects.get().contribution == Decimal("-20.55")

    def test_only_an_investment_kept_in_money_has_one(self, cast, house, gold) -> None:
        card = add_position(cast.household, "Card", Side.LIABILITY, "credit_card")
        entries = [cell(one, 5, paid=Decimal(1)) for one in (house, gold, card)]
        assert enter(cast, *entries) == ["contribution_needs_money"] * 3


class TestPrice:
    def test_units_and_their_price_are_saved_together(self, cast, gold) -> None:
        assert enter(cast, cell(gold, 20, price=price("98.5"))) == [Outcome.SAVED]
        held = Price.objects.get()
        assert (held.price, held.currency, held.as_of) == (Decimal("98.5"), "USD", MONTH)
        assert Valuation.objects.get().amount == 20

    @pytest.mark.parametrize("bad", ["0", "-1", "1000000000000000"])
    def test_a_price_that_is_none_keeps_the_units_back_too(self, cast, gold, bad) -> None:
        assert enter(cast, cell(gold, 20, price=price(bad))) == ["price_positive"]
        assert not Valuation.objects.exists()
        assert not Price.objects.exists()

    def test_a_price_alone_leaves_the_cell_blank_and_may_be_removed(self, cast, gold) -> None:
        assert enter(cast, cell(gold, price=price("98.5"))) == [Outcome.SAVED]
        assert not Valuation.objects.exists()
        assert not Snapshot.objects.exists()
        assert enter(cast, cell(gold, price=price(None, "98.5"))) == [Outcome.SAVED]
        assert not Price.objects.exists()

    def test_a_price_that_somebody_changed_meanwhile_is_told(self, cast, gold) -> None:
        enter(cast, cell(gold, price=price("98.5")))
        assert enter(cast, cell(gold, 20, price=price("99"))) == ["price_meanwhile"]
        assert enter(cast, cell(gold, 20, price=price("99", "97"))) == ["price_meanwhile"]
        assert not Valuation.objects.exists()
        assert enter(cast, cell(gold, 20, price=price("99", "98.5"))) == [Outcome.SAVED]
        assert enter(cast, cell(gold, 20, price=price("99", "98.5"))) == [Outcome.SAVED]
        Price.objects.all().delete()
        assert enter(cast, cell(gold, 20, price=price("98", "99"))) == ["price_meanwhile_gone"]

    def test_a_cell_in_conflict_keeps_its_price_back(self, cast, gold) -> None:
        add_value(cast.household, gold, MONTH, 19)
        assert enter(cast, cell(gold, 20, price=price("98.5"))) == [Outcome.CONFLICT]
        assert not Price.objects.exists()

    def test_two_items_in_the_same_units_have_one_price(self, cast, gold) -> None:
        coins = add_position(
            cast.household, "Coins", category="bullion", commodity_id=gold.commodity_id
        )
        same = [cell(one, 1, price=price("98.5")) for one in (gold, coins)]
        assert enter(cast, *same) == [Outcome.SAVED, Outcome.SAVED]
        held = {one.position_id: one for one in Valuation.objects.all()}
        differing = [
            cell(
                one,
                1,
                price=price(text, "98.5"),
                seen=Seen(held[one.pk].pk, held[one.pk].version),
            )
            for one, text in ((gold, "99"), (coins, "97"))
        ]
        assert enter(cast, *differing) == [Outcome.SAVED, "price_meanwhile"]
        assert Price.objects.get().price == 99

    def test_money_has_none_and_a_closed_month_keeps_its_own(self, cast, house, gold) -> None:
        assert enter(cast, cell(house, 5, price=price("2"))) == ["no_units"]
        Snapshot.objects.create(
            household_id=cast.household.id, as_of=MONTH, closed_at="2026-11-01T00:00Z"
        )
        assert enter(cast, cell(gold, price=price("2"))) == ["month_closed"]
        assert not Price.objects.exists()
