"""What may be chosen on the history page: whose part, how valued, which months, in what money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.services.history import History
from tracker.viewmodels.history_asked import Asked, base_choices, people_choices
from tracker.viewmodels.links import Choice
from tracker.wording import history as words

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen and what else could be; the fields keep what was typed."""

    people: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    views: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    spans: tuple[Choice, ...]
    currencies: tuple[tuple[str, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    first: str
    last: str
    earliest: str
    latest: str
    error: str
    error_field: str


def build_filters(
    history: History, asked: Asked, names: Mapping[UUID, str], currencies: Sequence[str]
) -> Filters:
    """`currencies`: those that the household uses."""
    dates = history.dates
    hidden = {
        "person": asked.person,
        "basis": "" if asked.basis == "market" else asked.basis,
        "by": asked.by,
        "side": asked.side if asked.by else "",
    }
    return Filters(
        people=people_choices(asked, history.owners, names),
        bases=base_choices(asked),
        views=tuple(
            Choice(asked.url(by=by, side=""), words.view_name(by), by == asked.by)
            for by in ("", "category")
        ),
        sides=tuple(
            Choice(asked.url(side=side), words.side_choice(side), side == asked.side)
            for side in ("", "own", "owe")
        )
        if asked.by
        else (),
        spans=_spans(dates, asked),
        currencies=_currencies(currencies, asked),
        hidden=tuple((name, value) for name, value in hidden.items() if value),
        first=asked.typed_first,
        last=asked.typed_last,
        earliest=dates[0].isoformat() if dates else "",
        latest=asked.today.isoformat(),
        error=asked.error,
        error_field=asked.error_field,
    )


def _currencies(used: Sequence[str], asked: Asked) -> tuple[tuple[str, bool], ...]:
    """What the totals could be given in; nothing to choose where only one is used."""
    codes = list(dict.fromkeys([asked.usual_currency, *sorted(used), asked.currency]))
    return tuple((code, code == asked.currency) for code in codes) if len(codes) > 1 else ()


def _spans(dates: Sequence[date], asked: Asked) -> tuple[Choice, ...]:
    """Blocks of years back to the first, and all of them; none where one block holds all."""
    this_year = asked.today.year
    oldest = dates[0].year if dates else this_year
    if this_year - oldest < YEARS_SHOWN:
        return ()
    choices = []
    for last in range(this_year, oldest - 1, -YEARS_SHOWN):
        first = max(last - YEARS_SHOWN + 1, oldest)
        newest = last == this_year
        span = {
            "from": "" if newest else date(first, 1, 1).isoformat(),
            "to": "" if newest else date(last, 12, 31).isoformat(),
        }
        here = _span_of(asked)
        choices.append(
            Choice(
                asked.url(**span), words.span_name(first, last), here == (span["from"], span["to"])
            )
        )
    start = dates[0].replace(day=1).isoformat()
    whole = {"from": start, "to": asked.today.isoformat()}
    choices.append(
        Choice(
            asked.url(**whole), words.all_years(), _span_of(asked) == (whole["from"], whole["to"])
        )
    )
    return tuple(choices)


def _span_of(asked: Asked) -> tuple[str, str]:
    return (
        asked.first.isoformat() if asked.first else "",
        asked.last.isoformat() if asked.last else "",
    )
