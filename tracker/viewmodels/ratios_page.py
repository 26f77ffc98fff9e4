"""The page of all ratios, each with the items that it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.formatting import format_date
from tracker.services.books import HouseholdBooks
from tracker.services.budgets import living_on
from tracker.services.calendar import add_months, month_end
from tracker.services.means import gather_means
from tracker.services.networth import monthly_history
from tracker.services.ownership import SHARED, Owner, owner_code
from tracker.services.ratios import read_ratios
from tracker.services.saved import entered_month, last_entry, saved_between
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.dashboard_ratios import RatioFacts
from tracker.viewmodels.links import Choice
from tracker.viewmodels.ratio_tile import Tile, TileBuilder
from tracker.viewmodels.ratios import YEAR, RatioNote, read_year_ago, waiting_notes
from tracker.wording.dashboard import whole_household
from tracker.wording.items import list_line, owner_name


@dataclass(frozen=True, slots=True)
class RatiosPage:
    """The fields of ratios/page.html; `person` as an address says it, "" for the household."""

    line: str
    people: tuple[Choice, ...]
    person: str
    tiles: tuple[Tile, ...]
    notes: tuple[RatioNote, ...]


def build(
    books: HouseholdBooks,
    facts: RatioFacts,
    owner: Owner | None,
    names: Mapping[UUID, str],
    today: date,
    *,
    tag: str,
    may_edit: bool,
) -> RatiosPage:
    """At market, on a day."""
    living = living_on(facts.budgets, books, today)
    means = gather_means(facts.values, today, living, owner=owner)
    readings = read_ratios(means, facts.guides)
    totals = means.totals
    amounts = AmountStyle.of(books.currency, tag, (totals.assets, totals.debts))
    before = month_end(add_months(today.replace(day=1), -YEAR))
    history = monthly_history(books, [before, today])
    year_ago = read_year_ago(history, 0, owner)
    builder = TileBuilder(means, amounts, year_ago, in_full=True)
    tiles = [builder.tile(one) for one in readings if one.value is not None]
    entered = last_entry(books, today)
    if entered is not None:
        start, end = entered_month(entered, today)
        saved = saved_between(books, start, end, today=today, owner=owner)
        if saved is not None:
            tiles.append(builder.saved(saved))
    person = "" if owner is None else owner_name(owner, names)
    return RatiosPage(
        line=list_line(format_date(today, tag), books.currency, person),
        people=_people(facts, owner, names),
        person=owner_code(owner),
        tiles=tuple(tiles),
        notes=waiting_notes(means, readings, may_edit=may_edit),
    )


def _people(
    facts: RatioFacts, owner: Owner | None, names: Mapping[UUID, str]
) -> tuple[Choice, ...]:
    """The household, each member, and what is shared; none where nothing belongs to anybody."""
    held = {of for value in facts.values for of, _ in value.parts}
    if not held - {SHARED} and owner is None:
        return ()
    owners: list[Owner | None] = [None, *names, *([SHARED] if SHARED in held else [])]
    return tuple(
        Choice(
            f"?person={owner_code(one)}" if one else "?",
            owner_name(one, names) if one else whole_household(),
            one == owner,
        )
        for one in owners
    )
