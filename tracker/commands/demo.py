"""Makes the sample household, so that every page has something to show."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts import commands as people
from accounts.access import tenant
from accounts.models import User
from accounts.queries import HouseholdRow, list_households
from accounts.roles import Role
from tracker.commands.debt_terms import Terms, set_terms
from tracker.commands.demo_books import (
    DOLLARS,
    DOLLARS_TODAY,
    GOLD,
    GOLD_PRICES,
    GOLD_TODAY,
    ITEMS,
)
from tracker.commands.demo_curves import CURRENCY, FIRST, STEP, DemoItem, value_at, values_of
from tracker.commands.households import create_household
from tracker.commands.positions import (
    Particulars,
    Surroundings,
    Units,
    close_position,
    open_position,
)
from tracker.models import (
    Closing,
    Commodity,
    CommodityKind,
    Method,
    Price,
    Rate,
    Snapshot,
    Valuation,
)
from tracker.queries.books import household_books
from tracker.services.calendar import add_months, month_end, month_start
from tracker.services.money import plain
from tracker.services.networth import monthly_history

NAME, ZONE = "Santoso", "Asia/Jakarta"
DEWI, ARIF = "dewi@santoso.example", "arif@santoso.example"
NAMES = {DEWI: "Dewi", ARIF: "Arif"}
REVIEW_DAYS = 3
OPEN_MONTHS = 3
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ARIFS = frozenset({"Payroll account", "Equity fund", "Mastercard", "Paylater"})


@dataclass(frozen=True, slots=True)
class DemoLogin:
    email: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The sample household and its logins, whose passwords are new; `made`: it was not there."""

    household: HouseholdRow
    logins: tuple[DemoLogin, ...]
    made: bool


@transaction.atomic
def make_demo(*, today: date) -> Demo:
    """The household of the story, ending in the month before today's.

    Where it is there already only its logins get new passwords; nothing else is touched.
    """
    logins = tuple(_reset_login(email) for email in NAMES)
    users = {email: User.objects.get(email=email) for email in NAMES}
    held = list_households(users[DEWI].pk)
    if held:
        return Demo(held[0], logins, made=False)
    household = create_household(NAME, currency=CURRENCY, zone=ZONE, owner=users[DEWI])
    people.admit(household.id, user=users[ARIF], role=Role.EDITOR)
    with tenant(household.id):
        _Writer(household, users, today).write()
    return Demo(household, logins, made=True)


def _reset_login(email: str) -> DemoLogin:
    user, _ = people.find_or_invite_user(email)
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    password = "-".join(groups)
    user.name = user.name or NAMES[email]
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    return DemoLogin(email, NAMES[email], password)


class _Writer:
    """Writes the books of one new household."""

    def __init__(self, household: HouseholdRow, users: dict[str, User], today: date) -> None:
        self._household, self._today = household, today
        self._users = {email: user.pk for email, user in users.items()}
        members = {m.user_id: m.pk for user in users.values() for m in user.members.all()}
        self._members = (members[self._users[DEWI]], members[self._users[ARIF]])
        self._last = month_start(today) - timedelta(days=1)
        self._days = [self._day(month) for month in range(FIRST, 1)]

    def write(self) -> None:
        """Items first, then prices, the months' values, and the closing of the older ones."""
        ids: dict[str, UUID] = {}
        for item in ITEMS:
            ids[item.name] = self._open(item, ids)
        self._write_rates()
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
                    actor=self._users[DEWI],
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
        owners = dict(zip(self._members, item.owners, strict=True))
        position = open_position(
            self._household,
            actor=self._users[DEWI],
            today=self._today,
            particulars=Particulars(
                name=item.name,
                side=item.side,
                category=item.category,
                currency=item.currency,
                units=Units(item.unit, "Gold, gram", CommodityKind.METAL) if item.unit else None,
                probability=None if item.probability is None else Decimal(item.probability),
                opened_on=None if item.opened is None else self._within(item.opened),
            ),
            around=Surroundings(
                owners=owners if any(item.owners) else {},
                secured_on=[ids[item.secured_on]] if item.secured_on else (),
            ),
        )
        if item.terms is not None:
            rate, minimum, limit = item.terms.rate, item.terms.minimum, item.terms.limit
            set_terms(
                self._household,
                actor=self._users[DEWI],
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

    def _values(self, item: DemoItem, position: UUID) -> Iterator[Valuation]:
        actor = self._users[ARIF if item.name in ARIFS else DEWI]
        entered = [(self._day(month), month, amount) for month, amount in values_of(item).items()]
        for day, month, amount in entered:
            book = item.book.get(month)
            yield self._value(
                item, position, day, amount, actor, None if book is None else _rupiah(book)
            )
        if item.today is not None:
            yield self._value(item, position, self._today, item.today, actor, note=item.note)

    def _value(
        self,
        item: DemoItem,
        position: UUID,
        day: date,
        amount: Decimal,
        actor: UUID,
        book: Decimal | None = None,
        note: str = "",
    ) -> Valuation:
        return Valuation(
            household_id=self._household.id,
            position_id=position,
            as_of=day,
            amount=amount,
            book=book,
            source=item.source,
            note=note,
            updated_by_id=actor,
        )

    def _close_months(self) -> None:
        """Close all but the last few months, each some days after its end."""
        household = self._household
        days = self._days[:-OPEN_MONTHS]
        totals = monthly_history(household_books(household), days, members=False)
        closings = []
        for at, day in enumerate(days):
            moment = datetime.combine(
                day + timedelta(days=REVIEW_DAYS), time(20), ZoneInfo(household.zone)
            )
            Snapshot.objects.filter(household_id=household.id, as_of=day).update(closed_at=moment)
            sums = (totals.assets[at], totals.liabilities[at], totals.net_worth[at])
            assets, liabilities, net_worth = (Decimal(plain(totals.exact(s))) for s in sums)
            closings.append(
                Closing(
                    household_id=household.id,
                    as_of=day,
                    closed_at=moment,
                    closed_by_id=self._users[DEWI],
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
