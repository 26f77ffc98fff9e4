"""Writes the sample's books: its items, prices, months of values, and what was closed when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.queries import HouseholdRow
from tracker.commands.debt_terms import Terms, set_terms
from tracker.commands.demo_books import (
    DOLLARS,
    DOLLARS_TODAY,
    GOLD,
    GOLD_PRICES,
    GOLD_TODAY,
    ITEMS,
)
from tracker.commands.demo_curves import (
    CURRENCY,
    FIRST,
    STEP,
    DemoItem,
    DemoModel,
    value_at,
    values_of,
)
from tracker.commands.particulars import Particulars, Units
from tracker.commands.positions import Surroundings, close_position, open_position
from tracker.commands.value_models import set_model
from tracker.models import (
    Budget,
    Closing,
    Commodity,
    CommodityKind,
    DatedNote,
    Method,
    Price,
    Rate,
    Snapshot,
    Valuation,
)
from tracker.queries.books import household_books
from tracker.services.books import ValueModel
from tracker.services.calendar import add_months, day_of, month_end, month_start
from tracker.services.money import plain
from tracker.services.networth import monthly_history

REVIEW_DAYS = 3
BUDGETS = (
    (-60, 19_500_000, 43_000_000, 50_500_000),
    (-16, 24_800_000, 52_000_000, 61_500_000),
)
"""From a month on: essential spending, income after and before taxes, rupiah a month."""

NOTES = (
    (-46, "Arif between two jobs", "job"),
    (-28, "Guarantee for Budi's business", "family"),
    (-23, "Bought the family car", "other"),
    (-16, "Dewi's new job", "job"),
)
"""In a month: what happened, and what kind of reason it was."""
ARIFS = frozenset({"Payroll account", "Equity fund", "Mastercard", "Paylater"})


@dataclass(frozen=True, slots=True)
class Teller:
    """One of the two of the story: whose login enters the values, and who is the owner."""

    user: UUID
    member: UUID


class StoryWriter:
    """Writes the story into one new household, in its tenant's transaction."""

    def __init__(self, household: HouseholdRow, who: tuple[Teller, Teller], today: date) -> None:
        self._household, self._today = household, today
        self._dewi, self._arif = who
        self._last = month_start(today) - timedelta(days=1)
        self._days = [self._day(month) for month in range(FIRST, 1)]

    def write(self) -> None:
        """Items first, then prices, the months' values, and the closing of the older ones."""
        ids: dict[str, UUID] = {}
        for item in ITEMS:
            ids[item.name] = self._open(item, ids)
        self._write_rates()
        self._write_surroundings()
        household = self._household.id
        Snapshot.objects.bulk_create(
            Snapshot(household_id=household, as_of=day) for day in (*self._days, self._today)
        )
        Valuation.objects.bulk_create(
            value for item in ITEMS for value in self._values(item, ids[item.name])
        )
        for item in ITEMS:
            if item.closed is not None:
                close_position(
                    self._household,
                    actor=self._dewi.user,
                    today=self._today,
                    position_id=ids[item.name],
                    closed_on=self._within(item.closed),
                )
        self._close_months()

    def _day(self, month: int) -> date:
        return month_end(add_months(month_start(self._last), month))

    def _within(self, month: int) -> date:
        """A day in that month, before its record."""
        return self._day(month).replace(day=12)

    def _open(self, item: DemoItem, ids: dict[str, UUID]) -> UUID:
        owners = dict(zip((self._dewi.member, self._arif.member), item.owners, strict=True))
        position = open_position(
            self._household,
            actor=self._dewi.user,
            today=self._today,
            particulars=Particulars(
                name=item.name,
                side=item.side,
                category=item.category,
                currency=item.currency,
                units=Units(item.unit, "Gold, gram", CommodityKind.METAL) if item.unit else None,
                probability=None if item.probability is None else Decimal(item.probability),
                opened_on=None if item.opened is None else self._within(item.opened),
                allowance=None if item.allowance is None else Decimal(item.allowance),
                due_on=None if item.due is None else self._day(item.due),
            ),
            around=Surroundings(
                owners=owners if any(item.owners) else {},
                secured_on=[ids[item.secured_on]] if item.secured_on else (),
            ),
        )
        if item.model is not None:
            set_model(
                self._household,
                actor=self._dewi.user,
                position_id=position,
                model=self._model(item.model),
            )
        if item.terms is not None:
            rate, minimum, limit = item.terms.rate, item.terms.minimum, item.terms.limit
            set_terms(
                self._household,
                actor=self._dewi.user,
                position_id=position,
                since=self._days[0] if item.opened is None else self._within(item.opened),
                terms=Terms(
                    None if rate is None else Decimal(rate),
                    Method.INTEREST_FREE if rate is None else Method.REDUCING,
                    None if minimum is None else Decimal(minimum),
                    None if limit is None else Decimal(limit),
                ),
            )
        return position

    def _model(self, said: DemoModel) -> ValueModel:
        return ValueModel(
            said.kind,
            since=day_of(self._last),
            rate=None if said.rate is None else Decimal(said.rate),
            residual=None if said.residual is None else Decimal(said.residual),
            ends=None if said.ends is None else day_of(self._day(said.ends)),
        )

    def _write_rates(self) -> None:
        """A gram of gold in rupiah, and a dollar, at each month's end and today."""
        gold = Commodity.objects.get(household_id=self._household.id, code=GOLD)
        months = list(zip(range(FIRST, 1), self._days, strict=True))
        prices = [(day, Decimal(value_at(GOLD_PRICES, month) * 1000)) for month, day in months]
        rates = [(day, Decimal(value_at(DOLLARS, month))) for month, day in months]
        own = {"household_id": self._household.id}
        Price.objects.bulk_create(
            Price(**own, commodity=gold, currency=CURRENCY, as_of=day, price=price)
            for day, price in (*prices, (self._today, GOLD_TODAY))
        )
        Rate.objects.bulk_create(
            Rate(**own, base="USD", quote=CURRENCY, as_of=day, rate=rate)
            for day, rate in (*rates, (self._today, DOLLARS_TODAY))
        )

    def _write_surroundings(self) -> None:
        """What the two live on, and what happened when."""
        own = {"household_id": self._household.id}
        Budget.objects.bulk_create(
            Budget(
                **own,
                since=month_start(self._day(month)),
                currency=CURRENCY,
                essential_spending=essential,
                net_income=net,
                gross_income=gross,
            )
            for month, essential, net, gross in BUDGETS
        )
        DatedNote.objects.bulk_create(
            DatedNote(
                **own,
                on=self._within(month),
                text=text,
                reason=reason,
                updated_by_id=self._dewi.user,
            )
            for month, text, reason in NOTES
        )

    def _values(self, item: DemoItem, position: UUID) -> Iterator[Valuation]:
        actor = (self._arif if item.name in ARIFS else self._dewi).user
        entered = [(self._day(month), month, amount) for month, amount in values_of(item).items()]
        paid = None if item.paid is None else Decimal(item.paid)
        for day, month, amount in entered:
            book = item.book.get(month)
            yield self._value(
                item,
                position,
                day,
                amount,
                actor,
                book=None if book is None else _rupiah(book),
                paid=None if day == entered[0][0] else paid,
            )
        if item.today is not None:
            yield self._value(
                item, position, self._today, item.today, actor, note=item.note, paid=paid
            )

    def _value(
        self,
        item: DemoItem,
        position: UUID,
        day: date,
        amount: Decimal,
        actor: UUID,
        *,
        book: Decimal | None = None,
        paid: Decimal | None = None,
        note: str = "",
    ) -> Valuation:
        return Valuation(
            household_id=self._household.id,
            position_id=position,
            as_of=day,
            amount=amount,
            book=book,
            contribution=paid,
            source=item.source,
            note=note,
            updated_by_id=actor,
        )

    def _close_months(self) -> None:
        """Close each month some days after its end, if those have passed."""
        household = self._household
        review = timedelta(days=REVIEW_DAYS)
        days = [day for day in self._days if day + review < self._today]
        totals = monthly_history(household_books(household), days, members=False)
        closings = []
        for at, day in enumerate(days):
            moment = datetime.combine(day + review, time(20), ZoneInfo(household.zone))
            Snapshot.objects.filter(household_id=household.id, as_of=day).update(closed_at=moment)
            sums = (totals.assets[at], totals.liabilities[at], totals.net_worth[at])
            assets, liabilities, net_worth = (Decimal(plain(totals.exact(s))) for s in sums)
            closings.append(
                Closing(
                    household_id=household.id,
                    as_of=day,
                    closed_at=moment,
                    closed_by_id=self._dewi.user,
                    currency=household.currency,
                    assets=assets,
                    liabilities=liabilities,
                    net_worth=net_worth,
                    complete=totals.complete[at],
                )
            )
        Closing.objects.bulk_create(closings)


def _rupiah(units: int) -> Decimal:
    return Decimal(units * STEP)
