"""The balance sheet of one date on one basis, of the household or of one person's part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tracker.formatting import format_money, format_number, format_percent
from tracker.services.bases import BASES, Basis
from tracker.services.by_person import split_values
from tracker.services.categories import Side
from tracker.services.contingent import possible_debts
from tracker.services.deficit import Level
from tracker.services.ownership import SHARED, Owner, owner_code, part_of
from tracker.services.position_values import PositionValue, Status
from tracker.services.records import PositionRow, TermsRow
from tracker.viewmodels.amounts import PartStyle
from tracker.viewmodels.balance_page import (
    Asked,
    BalancePage,
    Block,
    Column,
    Row,
)
from tracker.viewmodels.by_person import ByPerson, build_by_person
from tracker.viewmodels.freshness import fresh_note, fresh_percent, partly_fresh_note
from tracker.viewmodels.links import Choice
from tracker.viewmodels.positions import own_amount
from tracker.viewmodels.possible import PossibleBlock, build_block
from tracker.viewmodels.sheet import Group, Line, Sheet, add_up, shown_digits
from tracker.wording import balance as words
from tracker.wording import basis_name, category_name, items
from tracker.wording.dashboard import level_word, meaning, meaning_then, uncertain_text
from tracker.wording.value_models import estimated_text

STATUS_KINDS = {Level.ABOVE: "good", Level.BELOW: "act", Level.ZERO: "watch"}


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """`values`: every item on each basis. `terms`: each debt's on the date."""

    household: str
    currency: str
    rows: Mapping[UUID, PositionRow]
    values: Mapping[Basis, Sequence[PositionValue]]
    terms: Mapping[UUID, TermsRow]
    names: Mapping[UUID, str]


def build(facts: Facts, asked: Asked, tag: str) -> BalancePage:
    """The sheet of what was asked for."""
    return _Builder(facts, asked, tag).build()


class _Builder:
    """A sheet that is being built: the facts, what was asked, and how amounts are written."""

    def __init__(self, facts: Facts, asked: Asked, tag: str) -> None:
        self.facts, self.asked, self.tag = facts, asked, tag
        self.values = [v for v in facts.values[asked.basis] if self.concerns(v)]
        self.counted = [v for v in self.values if v.counts]
        self.digits = shown_digits(map(self.part, self.values), facts.currency)
        self.newest = max((v.as_of for v in self.counted if v.as_of), default=asked.on)

    def concerns(self, value: PositionValue) -> bool:
        """Whether the item stands on this sheet: it is there, and the person has a part of it."""
        if value.status in (Status.CLOSED, Status.NOT_YET):
            return False
        return bool(part_of(value.parts, self.asked.owner))

    def part(self, value: PositionValue) -> Fraction | None:
        """The value, or the person's part of it."""
        return value.value_of(self.asked.owner)

    def build(self) -> BalancePage:
        facts, asked, tag = self.facts, self.asked, self.tag
        ordinary = [(v, self.part(v)) for v in self.values if not v.position.contingent]
        sheet = add_up(ordinary, self.digits)
        groups = [group for side in sheet.sides for group in side.groups]
        lacking = [line.value for group in groups for line in group.lines if line.shown is None]
        status, kind = self.status(sheet, lacking)
        person = items.owner_name(asked.owner, facts.names) if asked.owner else ""
        return BalancePage(
            household=facts.household,
            line=words.sheet_line(asked.on, facts.currency, asked.basis, person, tag),
            date=asked.typed or asked.on.isoformat(),
            latest=asked.today.isoformat(),
            date_error=asked.error,
            basis=asked.basis,
            person=asked.person,
            bases=self.bases(),
            people=self.people(),
            status=status,
            status_kind=kind,
            missing=self.missing(lacking),
            columns=tuple(
                Column(
                    side.side.code,
                    words.column_name(side.side),
                    self.number(side.shown) if side.is_known else "",
                    fresh_note(side.fresh_share, tag),
                    tuple(self.block(group) for group in side.groups),
                )
                for side in sheet.sides
            ),
            net=self.money(sheet.net),
            net_fresh=fresh_note(sheet.fresh_share, tag),
            by_person=self.by_person(),
            meaning=meaning(asked.basis) if asked.on >= asked.today else meaning_then(asked.basis),
            possible=self.possible(sheet),
            footnotes=tuple(self.footnotes(sheet)),
            nothing=not self.values,
        )

    def by_person(self) -> ByPerson | None:
        """Everybody's part side by side, under the sheet of the whole."""
        if self.asked.owner is not None:
            return None
        style = PartStyle(self.facts.currency, self.tag, large=False, digits=self.digits)
        return build_by_person(
            split_values(self.values),
            self.facts.names,
            style,
            lambda owner: self.url(person=owner_code(owner)),
        )

    def status(self, sheet: Sheet, lacking: Sequence[PositionValue]) -> tuple[str, str]:
        """Only today's values say on which side of zero the household is."""
        if self.asked.basis != "market" or not self.values:
            return "", ""
        net = sheet.net_exact
        # What is missing could only turn it round on the side that lacks it.
        turns = Side.ASSET if net < 0 else Side.LIABILITY
        if any(value.position.side is turns for value in lacking):
            return uncertain_text(), "watch"
        level = Level.ABOVE if net > 0 else Level.BELOW if net < 0 else Level.ZERO
        return level_word(level), STATUS_KINDS[level]

    def missing(self, lacking: Sequence[PositionValue]) -> str:
        if not lacking:
            return ""
        reasons = [
            words.missing_item(v.position.name, items.missing_text(v, self.unit(v)))
            for v in lacking
        ]
        return words.missing_sentence(reasons)

    def unit(self, value: PositionValue) -> str:
        row = self.facts.rows[value.position.id]
        return row.commodity.code if row.commodity else row.currency

    def block(self, group: Group) -> Block:
        rows = tuple(self.row(line) for line in group.lines)
        total = self.number(group.shown) if group.is_known else ""
        fresh = partly_fresh_note(group.fresh_share, self.tag)
        return Block(category_name(group.side, group.category), total, fresh, rows)

    def row(self, line: Line) -> Row:
        value = line.value
        return Row(
            id=value.position.id,
            name=value.position.name,
            note=" · ".join(filter(None, self.notes(value))),
            amount="" if line.shown is None else self.number(line.shown),
            missing=items.missing_text(value, self.unit(value)) if line.shown is None else "",
        )

    def notes(self, value: PositionValue) -> list[str]:
        """In what it was entered and at which rate, from when, a debt's terms."""
        notes = []
        row = self.facts.rows[value.position.id]
        if value.status is Status.COUNTED:
            own = own_amount(value, row, self.facts.currency, self.tag)
            rate = items.rate_note(value, self.facts.currency, self.tag)
            if row.allowance:
                own = items.allowance_text(own, items.percent_text(row.allowance, self.tag))
            notes += [own, rate]
        if value.estimated and value.as_of:
            notes.append(estimated_text(value.as_of, self.tag))
        elif value.as_of and value.as_of < self.newest.replace(day=1):
            notes.append(items.valued_text(value.as_of, self.tag))
        if row.due_on is not None and not row.contingent:
            notes.append(items.due_text(row.due_on, self.tag))
        if (terms := self.facts.terms.get(value.position.id)) is not None:
            percent = None if terms.rate is None else items.percent_text(terms.rate, self.tag)
            limit = (
                None
                if terms.limit is None
                else format_money(terms.limit, row.currency, self.tag, digits=0)
            )
            notes.append(items.terms_text(percent, limit))
        return notes

    def possible(self, sheet: Sheet) -> PossibleBlock | None:
        """What is owed only if something happens, each with what it would leave."""
        asked, currency = self.asked, self.facts.currency
        found = possible_debts(self.values, sheet.net_exact, asked.on, owner=asked.owner)
        if not found.debts:
            return None
        return build_block(found, currency, self.tag, self.digits, self.unit)

    def footnotes(self, sheet: Sheet) -> list[str]:
        """From when the values are, how many were derived, and the other bases."""
        notes: list[str] = []
        if not self.counted:
            return notes
        dated = [(v.as_of, v.position.name) for v in self.counted if v.as_of]
        oldest, name = min(dated)
        notes.append(words.dates_sentence(self.newest, oldest, name, self.tag))
        if (fresh := sheet.fresh_share) is not None:
            notes.append(words.fresh_sentence(fresh_percent(fresh, self.tag)))
        owned = [v for v in self.counted if v.position.side is Side.ASSET]
        if self.asked.basis != "market" and (all_owned := self.gross(owned)):
            derived = self.gross([v for v in owned if v.derived]) / all_owned
            notes.append(words.derived_sentence(self.asked.basis, self.share(derived)))
        old = [self.unit(v) for v in self.counted if _rests_on_old(v)]
        if old:
            notes.append(words.stale_rates_sentence(sorted(set(old))))
        for basis in BASES:
            if basis != self.asked.basis:
                notes.append(words.other_basis_sentence(basis, self.money(self.net_on(basis))))
        return notes

    def net_on(self, basis: Basis) -> Fraction:
        """Net worth, or the person's part of it, on another basis."""
        counted = [v for v in self.facts.values[basis] if v.counts and self.concerns(v)]
        parts = [v.position.side * (self.part(v) or Fraction(0)) for v in counted]
        return sum(parts, Fraction(0))

    def gross(self, values: Sequence[PositionValue]) -> Fraction:
        return sum((abs(self.part(v) or Fraction(0)) for v in values), Fraction(0))

    def share(self, ratio: Fraction) -> str:
        return format_percent(ratio, self.tag, digits=0)

    def money(self, amount: Any) -> str:
        return format_money(amount, self.facts.currency, self.tag, digits=self.digits)

    def number(self, amount: Decimal | Fraction) -> str:
        return format_number(amount, self.tag, digits=self.digits)

    def bases(self) -> tuple[Choice, ...]:
        here = self.asked
        return tuple(
            Choice(self.url(basis=basis), basis_name(basis), basis == here.basis) for basis in BASES
        )

    def people(self) -> tuple[Choice, ...]:
        """The whole, each member, and what is shared where something is; none where nothing
        belongs to anybody in particular."""
        held = {of for v in self.facts.values[self.asked.basis] for of, _parts in v.parts}
        if not held - {SHARED} and self.asked.owner is None:
            return ()
        owners: list[Owner] = [*self.facts.names]
        if SHARED in held:
            owners.append(SHARED)
        choices = [Choice(self.url(person=""), items.everybody(), self.asked.owner is None)]
        for owner in owners:
            name = items.owner_name(owner, self.facts.names)
            url = self.url(person=owner_code(owner))
            choices.append(Choice(url, name, owner == self.asked.owner))
        return tuple(choices)

    def url(self, **changed: str) -> str:
        """This sheet's address with something else chosen."""
        query = {"basis": str(self.asked.basis), "person": self.asked.person} | changed
        # Today has no date in its address, so that a bookmark stays today's.
        if self.asked.on != self.asked.today:
            query = {"date": self.asked.on.isoformat()} | query
        if query["basis"] == "market":
            del query["basis"]
        return "?" + urlencode({name: value for name, value in query.items() if value})


def _rests_on_old(value: PositionValue) -> bool:
    rate, price = value.rate, value.price
    return (rate is not None and rate.stale) or (price is not None and price.stale)
