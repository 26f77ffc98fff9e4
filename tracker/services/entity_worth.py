"""What a business or fund is worth: the headline figure of its kind, and what one share is of it.

Company: book value, assets less liabilities on the book basis; tangible book value leaves
intangibles out. Fund: net asset value at today's values. Property fund: the same without
intangibles. In all three the preferred equity is deducted. Non-profits and public bodies: net
assets at today's values, of which those whose use is restricted, less the debts secured on them,
stand apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.services.bases import Basis
from tracker.services.books import EntityBook, EntityFigures, HouseholdBooks
from tracker.services.calendar import days_of
from tracker.services.categories import Liquidity, Side
from tracker.services.deficit import Episode, history_episodes
from tracker.services.entities import WITH_SHARES, EntityKind, figures_on, owned_part, sheet_of
from tracker.services.equity import secured_assets
from tracker.services.history import History
from tracker.services.networth import first_date, monthly_history
from tracker.services.position_values import Status, values_on
from tracker.services.rates import RateTable


@dataclass(frozen=True, slots=True)
class Worth:
    """A business or fund on a date, in the currency asked for.

    `headline`: the figure of its kind, None before its first value. `complete`: nothing was
    missing in it; `proven`: nothing missing could carry it across zero. `net_assets`: what it
    owns less what it owes on the headline's basis, before intangibles and preferred equity are
    taken off. `intangibles`, `tangible` (a company's) and `preferred` are amounts; `preferred` is
    None where it cannot be converted, and then so is the headline. `per_share` and
    `tangible_per_share` are None where shares outstanding are none, zero or not known.
    `share_price` is in the same currency, None where none was entered. `part`: what the household
    owns of it, 0 to 1, None where that is not known.
    """

    on: date
    kind: str
    currency: str
    basis: Basis
    headline: Fraction | None
    complete: bool
    proven: bool
    assets: Fraction
    liabilities: Fraction
    intangibles: Fraction
    preferred: Fraction | None
    tangible: Fraction | None
    outstanding: Fraction | None
    part: Fraction | None
    share_price: Fraction | None

    @property
    def leaves_intangibles(self) -> bool:
        """Whether the headline of its kind leaves intangibles out."""
        return self.kind == EntityKind.REIT

    @property
    def net_assets(self) -> Fraction:
        return self.assets - self.liabilities

    @property
    def per_share(self) -> Fraction | None:
        return self._each(self.headline)

    @property
    def tangible_per_share(self) -> Fraction | None:
        return self._each(self.tangible)

    @property
    def premium(self) -> Fraction | None:
        """What the share price lies above the figure per share, as a part of it; a discount is
        negative. None where either is not known, or the figure is not above zero."""
        each = self.per_share
        if each is None or each <= 0 or self.share_price is None:
            return None
        return self.share_price / each - 1

    def _each(self, amount: Fraction | None) -> Fraction | None:
        if amount is None or not self.outstanding:
            return None
        return amount / self.outstanding


def headline_basis(kind: str) -> Basis:
    """The basis that the headline figure of a kind rests on."""
    return "book" if kind == EntityKind.COMPANY else "market"


def worth_history(
    books: HouseholdBooks,
    entity: EntityBook,
    dates: Sequence[date],
    *,
    currency: str | None = None,
) -> tuple[Worth, ...]:
    """The entity on ascending dates, in its own currency unless told otherwise. Books must be of
    the book basis (queries.books.entity_books) for a company's own book values to count."""
    sheet = sheet_of(books, entity, currency=currency)
    basis = headline_basis(entity.kind)
    history = monthly_history(sheet, dates, basis=basis, members=False)
    on = days_of(dates)
    rates = RateTable(sheet, on).exchange(entity.currency).rates
    begins = first_date(sheet)
    return tuple(
        _worth(entity, history, at, held, rate, known=begins is not None and begins <= dates[at])
        for at, (held, rate) in enumerate(zip(figures_on(entity, on.tolist()), rates, strict=True))
    )


def worth_on(
    books: HouseholdBooks, entity: EntityBook, on: date, *, currency: str | None = None
) -> Worth:
    """The entity on one date; see worth_history."""
    return worth_history(books, entity, [on], currency=currency)[0]


def _worth(
    entity: EntityBook,
    history: History,
    at: int,
    held: EntityFigures,
    rate: Decimal | None,
    *,
    known: bool,
) -> Worth:
    shares = entity.kind in WITH_SHARES
    net = history.exact(history.net_worth[at])
    intangibles = history.exact(history.of_category((Side.ASSET, "intangibles"))[at])
    preferred = _converted(held.preferred or Decimal(0), rate) if shares else Fraction(0)
    headline: Fraction | None = None
    if known and preferred is not None:
        headline = net - preferred
        if entity.kind == EntityKind.REIT:
            headline -= intangibles
    tangible = None
    if headline is not None and entity.kind == EntityKind.COMPANY:
        tangible = headline - intangibles
    outstanding = held.outstanding if shares else None
    price = held.share_price if shares else None
    return Worth(
        on=history.dates[at],
        kind=entity.kind,
        currency=history.currency,
        basis=history.basis,
        headline=headline,
        complete=history.complete[at],
        proven=history.proven[at],
        assets=history.exact(history.assets[at]),
        liabilities=history.exact(history.liabilities[at]),
        intangibles=intangibles,
        preferred=preferred,
        tangible=tangible,
        outstanding=None if outstanding is None else Fraction(outstanding),
        part=owned_part(held) if shares else None,
        share_price=None if price is None else _converted(price, rate),
    )


def _converted(amount: Decimal, rate: Decimal | None) -> Fraction | None:
    """Nothing of nothing needs no rate."""
    if not amount:
        return Fraction(0)
    return None if rate is None else Fraction(amount) * Fraction(rate)


@dataclass(frozen=True, slots=True)
class NetAssets:
    """What a non-profit or public body has, by whether its use is restricted."""

    restricted: Fraction
    unrestricted: Fraction


def net_assets_on(
    books: HouseholdBooks, entity: EntityBook, on: date, *, currency: str | None = None
) -> NetAssets | None:
    """Restricted: assets that cannot be spent freely, less the debts secured on them. The rest is
    unrestricted; both add up to the net assets. None where an asset or a debt of the former is not
    known."""
    sheet = sheet_of(books, entity, currency=currency)
    values = values_on(sheet, on)
    owed = {secured.value.position.id: secured.owed for secured in secured_assets(values)}
    total, restricted = Fraction(0), Fraction(0)
    for value in values:
        position = value.position
        if value.counts and value.value is not None:
            total += position.side * value.value
        if position.liquidity is not Liquidity.RESTRICTED or value.position.contingent:
            continue
        debts = owed.get(position.id, Fraction(0))
        if value.status in (Status.UNKNOWN, Status.UNPRICED) or debts is None:
            return None
        restricted += (value.value or 0) - debts
    return NetAssets(restricted, total - restricted)


def episodes_of(
    books: HouseholdBooks, entity: EntityBook, dates: Sequence[date], *, basis: Basis = "market"
) -> tuple[Episode, ...]:
    """When the entity's own net worth was below zero, by its month ends."""
    history = monthly_history(sheet_of(books, entity), dates, basis=basis, members=False)
    return history_episodes(history)
