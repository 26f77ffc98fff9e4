"""The table of everybody's part, shared things beside them, rounded so that it adds up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from tracker.services.by_person import PersonPart
from tracker.services.ownership import SHARED, Owner
from tracker.viewmodels.amounts import PartStyle
from tracker.wording.items import owner_name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, or what is shared. An amount of which nothing is known is ""; `incomplete`: a
    part of it is not known."""

    name: str
    url: str
    own: str
    owe: str
    net_worth: str
    below: bool
    incomplete: bool


@dataclass(frozen=True, slots=True)
class ByPerson:
    """Rows add up to the totals, and owned less owed to net worth, in every row."""

    rows: tuple[PersonRow, ...]
    own: str
    owe: str
    net_worth: str
    below: bool


def build_by_person(
    parts: Sequence[PersonPart],
    names: Mapping[UUID, str],
    style: PartStyle,
    link: Callable[[Owner], str],
) -> ByPerson | None:
    """Everybody with a part of anything, in the members' order, *Shared* last; None where all
    belongs to one."""
    if len(parts) < 2:
        return None
    columns: list[Owner] = [*names, SHARED]
    place = {owner: at for at, owner in enumerate(columns)}
    ordered = sorted(parts, key=lambda part: place.get(part.owner, len(place)))
    assets, debts = [part.assets for part in ordered], [part.debts for part in ordered]
    own, owe = style.round_sides(sum(assets, Fraction(0)), sum(debts, Fraction(0)))
    rounded = style.share_exact(assets, own), style.share_exact(debts, owe)
    rows = zip(ordered, *rounded, strict=True)
    total_own, total_owe, total_net = style.numbers([own, owe, own - owe])
    return ByPerson(
        rows=tuple(
            _row(part, owned, owed, style, owner_name(part.owner, names), link(part.owner))
            for part, owned, owed in rows
        ),
        own=total_own,
        owe=total_owe,
        net_worth=total_net,
        below=own < owe,
    )


def _row(part: PersonPart, own: int, owe: int, style: PartStyle, name: str, url: str) -> PersonRow:
    own_text, owe_text, net_text = style.numbers([own, owe, own - owe])
    own_known = part.assets_known or part.assets != 0
    owe_known = part.debts_known or part.debts != 0
    nothing_known = not part.is_complete and not part.assets and not part.debts
    return PersonRow(
        name=name,
        url=url,
        own=own_text if own_known else "",
        owe=owe_text if owe_known else "",
        net_worth="" if nothing_known else net_text,
        below=own < owe,
        incomplete=not part.is_complete,
    )
