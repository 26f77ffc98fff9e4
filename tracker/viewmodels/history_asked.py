"""What a reader asks the pages of the past for, and the addresses that ask for something else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from tracker.services.bases import BASES, Basis
from tracker.services.books import PositionBook
from tracker.services.ownership import SHARED, Owner, owner_code
from tracker.viewmodels.links import Choice
from tracker.wording import basis_name, items


@dataclass(frozen=True, slots=True)
class Asked:
    """`owner` None is the whole household. `first` and `last` None leave the span to the page;
    `typed_first` and `typed_last` keep what was typed, `error` says what is wrong with it or with
    the currency. `by` is category or "", `side` own, owe or ""."""

    owner: Owner | None
    basis: Basis
    currency: str
    today: date
    first: date | None = None
    last: date | None = None
    by: str = ""
    side: str = ""
    typed_first: str = ""
    typed_last: str = ""
    error: str = ""
    error_field: str = ""
    usual_currency: str = ""

    @property
    def person(self) -> str:
        """The owner as the address names it."""
        return owner_code(self.owner)

    def query(self, **changed: str) -> str:
        """This page's query with something else chosen; what is usual is left out."""
        chosen = {
            "person": self.person,
            "basis": "" if self.basis == "market" else self.basis,
            "currency": "" if self.currency == self.usual_currency else self.currency,
            "by": self.by,
            "side": self.side if self.by else "",
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
        } | changed
        return urlencode({name: value for name, value in chosen.items() if value})

    def url(self, **changed: str) -> str:
        """The same as an address on the page itself."""
        return "?" + self.query(**changed)


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of other pages of the household; those of a date or an item are made from it."""

    balance: str
    compare: str
    download: str
    snapshot: Callable[[date], str]
    card: Callable[[date], str]
    year: Callable[[int], str]
    item: Callable[[UUID], str]
    business: Callable[[UUID], str]

    def moved(self, position: PositionBook) -> str:
        """Where the figures of an item stand: those of a part are its business's."""
        return self.business(position.stake) if position.stake else self.item(position.id)


def base_choices(asked: Asked, used: Sequence[Basis] = BASES) -> tuple[Choice, ...]:
    """The bases that are used, and the one that is shown; none where there is nothing to choose."""
    offered = [basis for basis in BASES if basis in used or basis == asked.basis]
    if len(offered) == 1:
        return ()
    return tuple(
        Choice(
            asked.url(basis="" if basis == "market" else basis),
            basis_name(basis),
            basis == asked.basis,
        )
        for basis in offered
    )


def people_choices(
    asked: Asked, owning: Sequence[Owner], names: Mapping[UUID, str]
) -> tuple[Choice, ...]:
    """The whole, each member, and what is shared where something is; none where nothing belongs
    to anybody in particular."""
    if not set(owning) - {SHARED} and asked.owner is None:
        return ()
    owners: list[Owner] = [*names]
    if SHARED in owning:
        owners.append(SHARED)
    choices = [Choice(asked.url(person=""), items.everybody(), asked.owner is None)]
    for owner in owners:
        name = items.owner_name(owner, names)
        choices.append(Choice(asked.url(person=owner_code(owner)), name, owner == asked.owner))
    return tuple(choices)
