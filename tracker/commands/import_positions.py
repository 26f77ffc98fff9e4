"""The positions and units a file is about: found, held against what it says of them, or made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from accounts.queries import HouseholdRow
from tracker.commands.import_report import Faults
from tracker.importers import (
    Form,
    ImportFile,
    PositionRow,
    PositionsFile,
    Problem,
    ProblemCode,
    ValuationRow,
    WriteCode,
)
from tracker.models import Commodity, CommodityKind, Entity, Position
from tracker.services.categories import Side, find_category, takes_allowance
from tracker.services.currencies import is_known

DEFAULT_CATEGORY = "other"
FIELDS = ("side", "category", "commodity", "liquidity")
KINDS = {
    "investments": CommodityKind.SECURITY,
    "crypto": CommodityKind.CRYPTO,
    "bullion": CommodityKind.METAL,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A position that values are written to, its side and the days it lives."""

    id: UUID
    name: str
    opened: date | None
    closed: date | None
    is_debt: bool


@dataclass(frozen=True, slots=True)
class Described:
    """A new position as the files together describe it."""

    name: str
    side: Side
    category: str
    commodity: str
    liquidity: str
    opened_on: date | None
    closed_on: date | None
    contingent: bool
    probability: Decimal | None
    allowance: Decimal | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Targets:
    """Every position of a file by its name, and what had to be made."""

    by_name: dict[str, Target]
    positions: tuple[str, ...]
    commodities: tuple[str, ...]
    made_items: tuple[UUID, ...]
    made_units: tuple[UUID, ...]


class PositionFinder:
    """Finds or makes the positions of one file in the household's own balance sheet."""

    def __init__(
        self,
        household: HouseholdRow,
        entity: Entity,
        file: ImportFile,
        described: PositionsFile,
        faults: Faults,
    ) -> None:
        self._household, self._entity = household, entity
        self._file, self._faults = file, faults
        self._described = _merge(described.positions)
        self._rows: dict[str, list[ValuationRow]] | None = None

    def find(self) -> Targets:
        """The file's positions, held until the transaction ends; new ones are made."""
        known = self._lock([row.position for row in self._file.positions])
        fresh: list[Described] = []
        for row in self._file.positions:
            position = known.get(row.position)
            if position is not None:
                self._compare(row, position)
            else:
                made = self._describe(row)
                if made is not None:
                    fresh.append(made)
        units, commodities = make_commodities(
            self._household,
            {new.commodity: new.category for new in fresh if not is_known(new.commodity)},
        )
        created = self._create(fresh, units)
        targets = {p.name: _target(p) for p in (*known.values(), *created)}
        made_items = tuple(position.pk for position in created)
        made_units = tuple(units[code].pk for code in commodities)
        names = tuple(new.name for new in fresh)
        return Targets(targets, names, commodities, made_items, made_units)

    def _lock(self, names: Collection[str]) -> dict[str, Position]:
        # In the order of keys, as every import takes them, so that two never wait for each other.
        found = (
            Position.objects.select_for_update(no_key=True, of=("self",))
            .select_related("commodity")
            .filter(household_id=self._household.id, entity=self._entity, name__in=names)
            .order_by("pk")
        )
        return {position.name: position for position in found}

    def _compare(self, row: PositionRow, position: Position) -> None:
        """Whether both files agree with the position as it stands."""
        known = {
            "side": position.side,
            "category": position.category,
            "commodity": position.commodity.code if position.commodity else position.currency,
            "liquidity": position.liquidity,
        }
        for name in FIELDS:
            found, expected = _code(row, name), known[name]
            if found is not None and not _same(name, found, expected):
                for line in self._lines(row, name):
                    self._add(WriteCode.DIFFERS_FROM_KNOWN, line, name, found=found, known=expected)
        listed = self._described.get(row.position)
        for name in FIELDS if listed else ():
            found, expected = _code(listed, name), known[name]
            if listed and found is not None and not _same(name, found, expected):
                params = {"found": found, "known": expected}
                problem = Problem(WriteCode.DIFFERS_FROM_KNOWN, listed.line, name, params)
                self._faults.positions.append(problem)

    def _describe(self, row: PositionRow) -> Described | None:
        """A new position, from its rows and from the positions file; None when something lacks."""
        listed = self._described.get(row.position)
        if listed is None and self._file.form == Form.WIDE:
            self._add(WriteCode.NOT_DESCRIBED, row.line, row.position, name=row.position)
            return None
        said: dict[str, str | None] = {}
        for name in FIELDS:
            found, expected = _code(row, name), _code(listed, name) if listed else None
            said[name] = found or expected
            if found and expected and not _same(name, found, expected):
                for line in self._lines(row, name):
                    self._add(WriteCode.FILES_DISAGREE, line, name, found=found, known=expected)
        if said["side"] is None:
            for line in self._lines(row, None):
                self._add(WriteCode.NEW_NEEDS_SIDE, line, "position", name=row.position)
            return None
        side = Side.of(said["side"])
        category = find_category(side, said["category"] or DEFAULT_CATEGORY)
        if category is None:
            params = {"category": str(said["category"]), "side": side.code}
            self._add(ProblemCode.CATEGORY_OF_OTHER_SIDE, row.line, "category", **params)
            return None
        if side is Side.LIABILITY and said["liquidity"]:
            place = listed.line if listed else None
            self._faults.positions.append(Problem(WriteCode.DEBT_LIQUIDITY, place, "liquidity"))
            return None
        contingent = category.contingent or bool(listed and listed.contingent)
        return Described(
            name=row.position,
            side=side,
            category=category.code,
            commodity=said["commodity"] or self._household.currency,
            liquidity=said["liquidity"] or str(category.liquidity or ""),
            opened_on=listed.opened_on if listed else None,
            closed_on=listed.closed_on if listed else None,
            contingent=contingent,
            probability=listed.probability if listed and contingent else None,
            allowance=listed.allowance if listed and takes_allowance(side, category.code) else None,
            due_on=listed.due_on if listed else None,
        )

    def _create(self, fresh: list[Described], units: Mapping[str, Commodity]) -> list[Position]:
        taken = Position.objects.filter(household_id=self._household.id, entity=self._entity)
        last = taken.order_by("-order").values_list("order", flat=True).first()
        first = 0 if last is None else last + 1
        return Position.objects.bulk_create(
            Position(
                household_id=self._household.id,
                entity=self._entity,
                name=new.name,
                side=new.side.code,
                category=new.category,
                currency=self._household.currency if new.commodity in units else new.commodity,
                commodity=units.get(new.commodity),
                liquidity=new.liquidity,
                contingent=new.contingent,
                opened_on=new.opened_on,
                closed_on=new.closed_on,
                probability=new.probability,
                allowance=new.allowance,
                due_on=new.due_on,
                order=order,
            )
            for order, new in enumerate(fresh, first)
        )

    def _lines(self, row: PositionRow, name: str | None) -> list[int]:
        """The lines of the file that say this of the position, or all that are about it."""
        if self._file.form == Form.WIDE:
            return [row.line]
        if self._rows is None:
            self._rows = defaultdict(list)
            for value in self._file.valuations:
                self._rows[value.position].append(value)
        values = self._rows.get(row.position, [])
        lines = [v.line for v in values if name is None or getattr(v, name, None) is not None]
        # Said by a row without a value, or by one whose own problem is known already.
        return lines or ([row.line] if name is None or self._file.ok else [])

    def _add(self, code: WriteCode | ProblemCode, line: int, column: str, **params: str) -> None:
        self._faults.add(Problem(code, line, column, params))


def make_commodities(
    household: HouseholdRow, wanted: dict[str, str]
) -> tuple[dict[str, Commodity], tuple[str, ...]]:
    """The household's unit of each code (with the category that asks for it), and the codes that
    were made. Codes that differ by case alone are the same unit."""
    if not wanted:
        return {}, ()
    held = Commodity.objects.filter(household_id=household.id)
    known = {unit.code.casefold(): unit for unit in held}
    fresh = {code.casefold(): code for code in reversed(wanted) if code.casefold() not in known}
    missing = [code for code in wanted if fresh.get(code.casefold()) == code]
    made = Commodity.objects.bulk_create(
        Commodity(
            household_id=household.id,
            code=code,
            kind=KINDS.get(wanted[code], CommodityKind.OTHER),
        )
        for code in missing
    )
    known |= {unit.code.casefold(): unit for unit in made}
    return {code: known[code.casefold()] for code in wanted}, tuple(missing)


def _merge(rows: Iterable[PositionRow]) -> dict[str, PositionRow]:
    return {row.position: row for row in rows}


def _code(row: PositionRow | None, name: str) -> str | None:
    value = getattr(row, name)
    if value is None:
        return None
    return value.code if isinstance(value, Side) else str(value)


def _same(name: str, one: str, other: str) -> bool:
    return one.casefold() == other.casefold() if name == "commodity" else one == other


def _target(position: Position) -> Target:
    return Target(
        position.pk,
        position.name,
        position.opened_on,
        position.closed_on,
        position.side == Side.LIABILITY.code,
    )
