"""What is left of an asset once the debts secured on it are set against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.services.categories import Side
from tracker.services.money import add_up
from tracker.services.position_values import PositionValue, Status


@dataclass(frozen=True, slots=True, eq=False)
class Equity:
    """What an asset is worth and what is owed on it, in one currency; never cut off at zero.

    `worth` is None where the asset is not valued or priced; `owed` where one of its debts is not,
    or where a debt on several assets cannot be shared out because one of them has no value. It is
    negative where its debts are in credit. At `owed` in worth the asset would be level.
    """

    worth: Fraction | None
    owed: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """What is owed beyond what the asset is worth; negative where it is worth more."""
        if self.worth is None or self.owed is None:
            return None
        return self.owed - self.worth

    @property
    def loan_to_value(self) -> Fraction | None:
        """What is owed as a part of the worth; None where the worth is not above zero."""
        return None if self.owed is None else self._part(self.owed)

    @property
    def rise(self) -> Fraction | None:
        """How much of its worth it would have to gain to be level, negative where it may lose
        that much; None where the worth is not above zero."""
        return None if self.gap is None else self._part(self.gap)

    def _part(self, amount: Fraction) -> Fraction | None:
        return None if self.worth is None or self.worth <= 0 else amount / self.worth


@dataclass(frozen=True, slots=True, eq=False)
class SecuredAsset(Equity):
    """An asset on a date, in the reporting currency. `shares_loan`: one of its debts is secured on
    other assets too."""

    value: PositionValue
    shares_loan: bool


def secured_assets(values: Sequence[PositionValue]) -> tuple[SecuredAsset, ...]:
    """The assets that a debt is secured on, in the order of the values (on the market basis).

    A debt on several assets is shared out among them (see share_out). What is closed, and what is
    owed only if somebody else does not pay, is left out.
    """
    assets = {v.position.id: v for v in values if v.position.side is Side.ASSET and _is_there(v)}
    owed: dict[UUID, list[Fraction | None]] = {}
    shared: set[UUID] = set()
    for debt in values:
        if debt.position.contingent or debt.position.side is Side.ASSET or not _is_there(debt):
            continue
        on = [assets[id_] for id_ in debt.position.secured_on if id_ in assets]
        parts = share_out(debt.value, [asset.value for asset in on])
        for asset, part in zip(on, parts, strict=True):
            owed.setdefault(asset.position.id, []).append(part)
        if len(on) > 1:
            shared.update(asset.position.id for asset in on)
    return tuple(
        SecuredAsset(asset.value, add_owed(owed[id_]), asset, id_ in shared)
        for id_, asset in assets.items()
        if id_ in owed
    )


def share_out(
    owed: Fraction | None, worths: Sequence[Fraction | None]
) -> Sequence[Fraction | None]:
    """One debt's part on each of the assets it is secured on, by what they are worth: exactly in
    proportion, in equal parts where none is worth anything. None where it cannot be told."""
    if len(worths) < 2:
        return [owed] * len(worths)
    known = [max(worth, Fraction(0)) for worth in worths if worth is not None]
    if owed is None or len(known) < len(worths):
        return [None] * len(worths)
    total = add_up(known)
    if not total:
        return [owed / len(worths)] * len(worths)
    return [owed * worth / total for worth in known]


def add_owed(parts: Sequence[Fraction | None]) -> Fraction | None:
    """What all debts on one asset come to; None where one of them is not known."""
    known = [part for part in parts if part is not None]
    return add_up(known) if len(known) == len(parts) else None


def _is_there(value: PositionValue) -> bool:
    """Open on the date; what never had a value is there too, and missing."""
    if value.status is Status.NOT_YET:
        return value.position.opened is None and not len(value.position.amounts)
    return value.status is not Status.CLOSED
