"""What a reader chose to see of the dashboard, and the addresses that choose something else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from accounts.queries import MemberRow
from tracker.services.bases import BASES, Basis
from tracker.services.books import PositionBook
from tracker.services.history import History
from tracker.services.ownership import SHARED, Owner, owner_code
from tracker.viewmodels.change_period import LAST_MONTH, Between
from tracker.viewmodels.links import Choice
from tracker.wording import dashboard as words
from tracker.wording.categories import basis_name

ALL: Final = "all"
RANGES: Final = {"1y": 13, "3y": 37, "5y": 61}
"""Code -> points of the chart."""


@dataclass(frozen=True, slots=True)
class View:
    """Whose part, on what basis, how much of the past the chart shows, and between which dates
    the change is."""

    owner: Owner | None = None
    basis: Basis = "market"
    span: str = ALL
    between: Between = LAST_MONTH


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the dashboard's links lead; `card` and `item` are finished with a month's date and an
    item. The pages of the past take a person, a basis and dates."""

    dashboard: str
    entry: str
    prices: str
    note: str
    history: str
    balance: str
    compare: str
    card: Callable[[date], str]
    item: Callable[[PositionBook], str]

    def view(self, view: View) -> str:
        """The dashboard as that view shows it; what is usual is left out of the address."""
        return _join(self.dashboard, usual_query(view) | view.between.query())

    def past(self, page: str, view: View, **more: str) -> str:
        """A page of the past for the view's person and basis."""
        return _join(page, _past(view) | more)

    def month(self, on: date, view: View) -> str:
        """The card of a month, which is always at today's values."""
        return _join(self.card(on), {"person": owner_code(view.owner)})


def people_choices(
    history: History, members: Sequence[MemberRow], view: View, addresses: Addresses
) -> tuple[Choice, ...]:
    """The household, each member, and what belongs to nobody in particular."""
    owning = set(history.owners)
    if not owning - {SHARED}:
        return ()
    owners: list[tuple[Owner | None, str]] = [(None, words.whole_household())]
    owners += [(member.id, member.name) for member in members]
    if SHARED in owning:
        owners.append((SHARED, words.shared()))
    return tuple(
        Choice(addresses.view(replace(view, owner=owner)), name, owner == view.owner)
        for owner, name in owners
    )


def base_choices(view: View, addresses: Addresses, used: Sequence[Basis]) -> tuple[Choice, ...]:
    """The bases that are used, and the one that is shown; none where there is nothing to choose."""
    offered = [basis for basis in BASES if basis in used or basis == view.basis]
    if len(offered) == 1:
        return ()
    return tuple(
        Choice(addresses.view(replace(view, basis=basis)), basis_name(basis), basis == view.basis)
        for basis in offered
    )


def range_choices(history: History, view: View, addresses: Addresses) -> tuple[Choice, ...]:
    """The spans that are shorter than the history, and all of it."""
    shorter = [span for span, months in RANGES.items() if months < len(history)]
    if not shorter:
        return ()
    return tuple(
        Choice(addresses.view(replace(view, span=span)), words.range_name(span), span == view.span)
        for span in [*shorter, ALL]
    )


def usual_query(view: View) -> dict[str, str]:
    """A view's part of the address without its dates; what is usual is empty."""
    return _past(view) | {"range": "" if view.span == ALL else view.span}


def _past(view: View) -> dict[str, str]:
    return {
        "person": owner_code(view.owner),
        "basis": "" if view.basis == "market" else view.basis,
    }


def _join(address: str, query: dict[str, str]) -> str:
    chosen = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(chosen)}" if chosen else address
