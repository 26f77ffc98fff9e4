"""What is left of an asset once the debts secured on it are set against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.services.categories import Side
from tracker.services.position_values import PositionValue, Status


@dataclass(frozen=True, slots=True, eq=False)
class SecuredAsset:
    """An asset and what the debts secured on it come to, in the reporting currency.

    `worth` is None where the asset is not valued or priced; `owed` where one of the debts is not,
    or where a debt on several assets cannot be shared out because one of them has no value.
    `shares_loan`: one of its debts is secured on other assets too.
    """

    value: PositionValue
    owed: Fraction | None
    shares_loan: bool

    @property
    def worth(self) -> Fraction | None:
        return self.value.value

    @property
    def gap(self) -> Fraction | None:
        """What is owed beyond what the asset is worth; negative where it is worth more."""
        if self.worth is None or self.owed is None:
            return None
        return self.owed - self.worth

    @property
    def loan_to_value(self) -> Fraction | None:
        """What is owed as a part of the worth; None where the worth is not above zero."""
        if self.worth is None or self.owed is None or self.worth <= 0:
            return None
        return self.owed / self.worth


def secured_assets(values: Sequence[PositionValue]) -> tuple[SecuredAsset, ...]:
    """The assets that a debt is secured on, in the order of the values (on the market basis).

    A debt on several assets is shared out in proportion to what they are worth, exactly; in equal
    parts where none is worth anything. What is closed, and what is owed only if somebody else
    does not pay, is left out.
    """
    assets = {v.position.id: v for v in values if v.position.side is Side.ASSET and _is_there(v)}
    owed: dict[UUID, list[Fraction | None]] = {}
    shared: set[UUID] = set()
    for debt in values:
        if debt.position.contingent or debt.position.side is Side.ASSET or not _is_there(debt):
            continue
        on = [assets[id_] for id_ in debt.position.secured_on if id_ in assets]
        for asset, part in zip(on, _share_out(debt.value, on), strict=True):
            owed.setdefault(asset.position.id, []).append(part)
        if len(on) > 1:
            shared.update(asset.position.id for asset in on)
    return tuple(
        SecuredAsset(asset, _sum(owed[id_]), id_ in shared)
        for id_, asset in assets.items()
        if id_ in owed
    )


def _is_there(value: PositionValue) -> bool:
    """Open on the date; what never had a value is there too, and missing."""
    if value.status is Status.NOT_YET:
        return value.position.opened is None
    return value.status is not Status.CLOSED


def _share_out(owed: Fraction | None, on: Sequence[PositionValue]) -> Sequence[Fraction | None]:
    if len(on) < 2:
        return [owed] * len(on)
    worths = [asset.value for asset in on]
    known = [max(worth, Fraction(0)) for worth in worths if worth is not None]
    if owed is None or len(known) < len(on):
        return [None] * len(on)
    total = sum(known, Fraction(0))
    if not total:
        return [owed / len(on)] * len(on)
    return [owed * worth / total for worth in known]


def _sum(parts: Sequence[Fraction | None]) -> Fraction | None:
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None
