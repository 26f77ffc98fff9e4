"""Households that fell for one reason, which is known, among other movements that add up to less
than a third of it; by a seed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from tests.services.samples import GOLD, household, position, price, rate
from tracker.services.books import DatedTerms, HouseholdBooks
from tracker.services.calendar import day_of
from tracker.services.cause import Code, Part

START, MIDDLE, END = "2023-12-31", "2024-02-14", "2024-03-31"
DAYS = 91
EARLY = day_of(date(2020, 1, 1))


@dataclass
class Planted:
    books: HouseholdBooks
    code: Code
    part: Part
    worth_lost: Decimal
    """By price and revaluation of what is owned."""


class Garden:
    """Grows a household of items whose effect on net worth is known. A movement's size is money,
    as a positive number that lowers net worth."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.items, self.prices, self.rates = [], [], []
        self.worth_lost = Decimal(0)

    def add(self, category, *values, debt=False, **given):
        name = f"Item {len(self.items)}"
        days = (START, MIDDLE, END) if len(values) == 3 else (START, END)
        days = (END,) if "opened" in given else days[: len(values)]
        amounts = dict(zip(days, values, strict=True))
        self.items.append(position(name, category, amounts, debt=debt, **given))

    def base(self, size):
        """Large enough that nothing falls below zero."""
        return abs(size) * self.chance.randint(2, 9) + 1000

    def split(self, size):
        """What has moved by the middle: also more than all of it, or the other way."""
        return (size * Decimal(self.chance.randint(-5, 15)) / 10).quantize(Decimal("0.01"))

    def fall(self, category, size, **given):
        start = self.base(size)
        self.add(category, start, start - self.split(size), start - size, **given)

    def revalue(self, size):
        self.fall(self.chance.choice(["real_estate", "vehicles", "business", "other"]), size)
        self.worth_lost += size

    def invest(self, size):
        """A fund kept in money, into which something was paid at the end."""
        paid, start = self.base(Decimal(0)) / 100, self.base(size)
        self.add("investments", start, start - size + paid, contributions={END: paid})
        self.add("cash", paid * 3, paid * 2)
        self.worth_lost += size

    def reprice(self, size):
        """Ten coins at a price of their own; one is bought from cash in the middle."""
        start = self.base(size) / 10
        cheaper = start - size / 10
        if not self.prices:
            self.add("bullion", 10, commodity=GOLD)
            self.prices = [price(GOLD, "USD", {START: start, END: cheaper})]
            self.worth_lost += size
        else:
            self.revalue(size)

    def spend(self, size):
        self.fall("cash", size)

    def close_account(self, size):
        if size > 0:
            name = f"Item {len(self.items)}"
            self.items.append(position(name, "cash", {START: size}, closed="2024-03-03"))
        else:
            self.spend(size)

    def owe(self, size):
        start = self.base(size)
        self.add("credit_card", start, start + self.split(size), start + size, debt=True)

    def borrow_anew(self, size):
        if size > 0:
            self.add("personal_loan", size, debt=True, opened=END)
        else:
            self.owe(size)

    def charge(self, size):
        """A loan that grew by its interest and nothing else."""
        if size > 0:
            terms = (DatedTerms(EARLY, Decimal(10), "reducing", None, None),)
            owed = (size * 3650 / DAYS).quantize(Decimal("0.01"))
            self.add("personal_loan", owed, owed + size, debt=True, terms=terms)
        else:
            self.owe(size)

    def exchange(self, size, *, debt=False):
        """Money in a currency of its own that lost in the period; owed, it gained."""
        code = ["EUR", "GBP", "CHF", "JPY", "AUD"][len(self.rates) % 5]
        held = self.base(size)
        after = 1 + size / held if debt else 1 - size / held
        self.add("personal_loan" if debt else "cash", held, debt=debt, currency=code)
        self.rates.append(rate(code, "USD", {START: 1, END: after.quantize(Decimal("1e-15"))}))

    def exchange_debt(self, size):
        self.exchange(size, debt=True)

    def repay(self, size):
        """From cash: no change at all."""
        self.add("car_loan", size * 2, size, debt=True)
        self.add("cash", size * 3, size * 2)

    def buy(self, size):
        """With cash."""
        self.add("vehicles", size, opened=END)
        self.add("cash", size * 3, size * 2)

    def finance(self, size):
        """With a loan on what was bought."""
        self.add("vehicles", size, opened=END)
        bought = self.items[-1]
        self.add("car_loan", size, opened=END, debt=True, secured_on=(bought.id,))


PLANTS = {
    Garden.revalue: (Code.VALUES_FELL, Part.WORTH),
    Garden.invest: (Code.VALUES_FELL, Part.WORTH),
    Garden.reprice: (Code.VALUES_FELL, Part.WORTH),
    Garden.exchange: (Code.VALUES_FELL, Part.ASSET_EXCHANGE),
    Garden.spend: (Code.SAVINGS_SPENT, Part.SAVINGS),
    Garden.close_account: (Code.SAVINGS_SPENT, Part.SAVINGS),
    Garden.owe: (Code.DEBT_GREW, Part.BORROWING),
    Garden.borrow_anew: (Code.DEBT_GREW, Part.BORROWING),
    Garden.charge: (Code.DEBT_GREW, Part.INTEREST),
    Garden.exchange_debt: (Code.DEBT_GREW, Part.DEBT_EXCHANGE),
}


def plant(seed: int) -> Planted:
    """One cause, up to four other movements either way, up to three transfers of any size. Where
    debt grew, none of them repays debt: then it would not have grown."""
    garden = Garden(seed)
    chance = garden.chance
    size = Decimal(chance.randint(1000, 50_000_000)) / 100
    planted = chance.choice(list(PLANTS))
    planted(garden, size)
    noise = size / 3
    for _ in range(chance.randint(0, 4)):
        part = (noise * Decimal(chance.random()) * Decimal("0.9")).quantize(Decimal("0.01"))
        noise -= part
        chance.choice(list(PLANTS))(garden, part * chance.choice([1, 1, -1]))
    transfers = [Garden.buy, Garden.finance]
    if PLANTS[planted][0] is not Code.DEBT_GREW:
        transfers.append(Garden.repay)
    for _ in range(chance.randint(0, 3)):
        transfer = chance.choice(transfers)
        transfer(garden, Decimal(chance.randint(1000, 100_000_000)) / 100)
    chance.shuffle(garden.items)
    books = household(*garden.items, prices=garden.prices, rates=garden.rates)
    return Planted(books, *PLANTS[planted], garden.worth_lost)
