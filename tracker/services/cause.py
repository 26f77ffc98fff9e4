"""What a fall of net worth came from, in one word with its figures, and what may return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from tracker.services.categories import Side
from tracker.services.change import Explained, Term
from tracker.services.change_events import net_events
from tracker.services.change_kinds import Kind
from tracker.services.money import add_up


class Code(StrEnum):
    """What a fall came from; the codes stand in files and on the command line."""

    NONE = "none"
    """Net worth did not fall."""
    VALUES_FELL = "values_fell"
    SAVINGS_SPENT = "savings_spent"
    DEBT_GREW = "debt_grew"
    MIXED = "mixed"
    """None of these reaches two thirds."""
    RECORDS = "records"
    """It fell only through what became known or is no longer known: nothing was lost."""
    OWNERSHIP = "ownership"
    """In one owner's view, it fell only because parts changed hands."""


class Part(StrEnum):
    """What stands behind the word: the parts whose effects add up to the movement."""

    WORTH = "worth"
    """Price and revaluation of what is owned: the only falls that may return."""
    WEAR = "wear"
    ASSET_EXCHANGE = "asset_exchange"
    SAVINGS = "savings"
    """Money in and out, what was bought and sold, after transfers to and from debts."""
    BORROWING = "borrowing"
    """What was borrowed less what was repaid, after those transfers; and what debts that are
    counted in units cost more."""
    INTEREST = "interest"
    DEBT_EXCHANGE = "debt_exchange"


GROUPS: Final = MappingProxyType(
    {
        Code.DEBT_GREW: (Part.BORROWING, Part.INTEREST, Part.DEBT_EXCHANGE),
        Code.VALUES_FELL: (Part.WORTH, Part.WEAR, Part.ASSET_EXCHANGE),
        Code.SAVINGS_SPENT: (Part.SAVINGS,),
    }
)
"""The parts of each named cause, growing debt first: it is what needs watching."""

_DEBT_PARTS: Final = MappingProxyType(
    {Kind.INTEREST: Part.INTEREST, Kind.EXCHANGE: Part.DEBT_EXCHANGE}
)
_ASSET_PARTS: Final = MappingProxyType(
    {
        Kind.PRICE: Part.WORTH,
        Kind.REVALUATION: Part.WORTH,
        Kind.WEAR: Part.WEAR,
        Kind.EXCHANGE: Part.ASSET_EXCHANGE,
    }
)
_TRANSFERS: Final = (Kind.MONEY, Kind.BORROWED, Kind.REPAID, Kind.OPENED, Kind.CLOSED)
_KNOWN: Final = (Kind.FIRST_KNOWN, Kind.NO_LONGER_KNOWN)
_NAMED_FROM: Final = Fraction(2, 3)
_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True, eq=False)
class Cause:
    """`parts`: effects on net worth after transfers were set off; with `known` (what became known
    or is no longer known) and `ownership` they add up to the change. `share`: the named group's
    part of all that was adverse, the largest group's where it is mixed, None where there was no
    fall. `set_off`: how much of money and debts was set off against each other."""

    code: Code
    parts: Mapping[Part, Fraction]
    known: Fraction
    ownership: Fraction
    share: Fraction | None
    set_off: Fraction = _NOTHING

    @property
    def moved(self) -> Fraction:
        """The change without what is left out of the cause; a fall is negative."""
        return add_up(self.parts.values())

    @property
    def total(self) -> Fraction:
        return self.moved + self.known + self.ownership

    @property
    def adverse(self) -> Mapping[Code, Fraction]:
        """The groups that lowered net worth, as positive amounts, growing debt first."""
        return {code: -amount for code in GROUPS if (amount := self.of_group(code)) < 0}

    @property
    def softened(self) -> Mapping[Code, Fraction]:
        """The groups that went the other way, as positive amounts."""
        return {code: amount for code in GROUPS if (amount := self.of_group(code)) > 0}

    @property
    def may_return(self) -> Fraction:
        """How much of the fall is a fall in price or value of what is owned; never wear, money,
        a currency or debt."""
        if self.moved >= 0:
            return _NOTHING
        group = self.adverse.get(Code.VALUES_FELL, _NOTHING)
        return min(group, max(-self.parts[Part.WORTH], _NOTHING))

    def of_group(self, code: Code) -> Fraction:
        """The effect of one of the named causes."""
        return add_up(self.parts[part] for part in GROUPS[code])

    def chief_part(self, code: Code) -> Part:
        """The part that lowered net worth most within a named cause."""
        return min(GROUPS[code], key=lambda part: self.parts[part])


def cause_of(explained: Explained) -> Cause:
    """The cause of a change's fall: two thirds of the adverse sum name it.

    Transfers are set off first, a purchase against the loan secured on it, then all others: where
    money and debts moved against each other, only the remainder counts, on the larger side. So
    neither a financed purchase nor a debt repaid from savings is a fall.
    """
    of_parts: dict[Part, list[Fraction]] = {part: [] for part in Part}
    of_known: list[Fraction] = []
    of_ownership: list[Fraction] = []
    for term in explained.terms:
        if term.kind in _KNOWN:
            of_known.append(term.amount)
        elif term.kind is Kind.OWNERSHIP:
            of_ownership.append(term.amount)
        else:
            of_parts[_part_of(term)].append(term.amount)
    parts = {part: add_up(amounts) for part, amounts in of_parts.items()}
    known, ownership = add_up(of_known), add_up(of_ownership)
    purchases = [event.terms for event in net_events(explained) if event.is_purchase]
    bought = [_overlap(*_transfers(terms)) for terms in purchases]
    moved = add_up(bought)
    money, owed = _transfers(explained.terms)
    rest = _overlap(money + moved, owed - moved)
    set_off = sum(map(abs, bought), abs(rest))
    moved += rest
    parts[Part.SAVINGS] += moved
    parts[Part.BORROWING] -= moved
    code, share = _name(parts, known, ownership)
    return Cause(code, MappingProxyType(parts), known, ownership, share, set_off)


def _part_of(term: Term) -> Part:
    if term.position.side is Side.LIABILITY:
        return _DEBT_PARTS.get(term.kind, Part.BORROWING)
    return _ASSET_PARTS.get(term.kind, Part.SAVINGS)


def _transfers(terms: Iterable[Term]) -> tuple[Fraction, Fraction]:
    """What moved between the household and others: money, and debts."""
    moved: dict[Side, list[Fraction]] = {side: [] for side in Side}
    for term in terms:
        if term.kind in _TRANSFERS:
            moved[term.position.side].append(term.amount)
    return add_up(moved[Side.ASSET]), add_up(moved[Side.LIABILITY])


def _overlap(money: Fraction, owed: Fraction) -> Fraction:
    """How far money and debts moved against each other: what to add to the first and take from the
    second."""
    if money * owed >= 0:
        return _NOTHING
    return min(abs(money), abs(owed)) * (1 if money < 0 else -1)


def _name(
    parts: Mapping[Part, Fraction], known: Fraction, ownership: Fraction
) -> tuple[Code, Fraction | None]:
    moved = add_up(parts.values())
    if moved >= 0:
        if moved + known + ownership >= 0:
            return Code.NONE, None
        return (Code.RECORDS if known <= ownership else Code.OWNERSHIP), None
    groups = {code: add_up(parts[part] for part in of) for code, of in GROUPS.items()}
    adverse = {code: -amount for code, amount in groups.items() if amount < 0}
    largest = max(adverse, key=lambda code: adverse[code])
    share = adverse[largest] / add_up(adverse.values())
    return (largest if share >= _NAMED_FROM else Code.MIXED), share
