"""Debts that a file writes with a minus: refused until it is said what the minus means."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from tracker.commands.import_positions import Target
from tracker.commands.import_report import Faults
from tracker.importers import ImportFile, Problem, ValuationRow, WriteCode
from tracker.importers.labels import is_mostly_negative


def settle_debts(
    file: ImportFile, targets: Collection[Target], debts: str | None, faults: Faults
) -> ImportFile:
    """The file with each debt as it is to be stored.

    `debts` is "credit", where a minus means what it says, "owed", where debts whose figures are
    mostly below zero are turned round, or None, where such debts are a fault of the whole file.
    """
    if debts == "credit":
        return file
    found = _find_negative(file, {target.name for target in targets if target.is_debt})
    if not found:
        return file
    if debts == "owed":
        turned = (_turn(row) if row.position in found else row for row in file.valuations)
        return replace(file, valuations=tuple(turned))
    names = ", ".join(f"“{row.position}”" for row in file.positions if row.position in found)
    faults.add(Problem(WriteCode.DEBTS_NEGATIVE, params={"names": names}))
    return file


def _find_negative(file: ImportFile, debts: Collection[str]) -> set[str]:
    counts: Counter[str] = Counter()
    below_zero: Counter[str] = Counter()
    for row in file.valuations if debts else ():
        if row.position in debts:
            counts[row.position] += 1
            below_zero[row.position] += row.amount < 0
    return {name for name in counts if is_mostly_negative(below_zero[name], counts[name])}


def _turn(row: ValuationRow) -> ValuationRow:
    return replace(
        row,
        amount=_negate(row.amount),
        book=None if row.book is None else _negate(row.book),
        liquidation=None if row.liquidation is None else _negate(row.liquidation),
    )


def _negate(figure: Decimal) -> Decimal:
    # A minus sign would round to the context's digits, which are fewer than a figure may have.
    return figure.copy_negate() if figure else figure
