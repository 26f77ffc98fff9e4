"""The hero chart of net worth against zero, and the table that says the same."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

from tracker.charts import waterline
from tracker.formatting import find_style, format_month
from tracker.services.deficit import Episode
from tracker.services.history import Columns, History
from tracker.services.notes import NoteRow, notes_by_point
from tracker.viewmodels.amounts import AmountStyle
from tracker.wording import chart as words
from tracker.wording import dashboard as sentences
from tracker.wording.history import note_on_chart

LABEL_LENGTH = 22
HOVER_WIDTH = 48


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the table, newest first; `url` is its card, `note` says what is special about
    it, `events` what happened, `add_url` where to say so ("" for those who may not)."""

    on: date
    month: str
    url: str
    own: str
    owe: str
    net_worth: str
    below: bool
    note: str
    events: tuple[str, ...] = ()
    add_url: str = ""


def month_points(
    history: History, columns: Columns, start: int, amounts: AmountStyle
) -> list[waterline.Point]:
    """The months from index `start` on, with their finished texts; both sides of each as the
    headline's are rounded, beside which the last one is drawn."""
    rows = [r[start:] for r in (columns.net_worth, columns.assets, columns.liabilities)]
    own, owe, worth = amounts.months(rows[1], rows[2], history.unit)
    return [
        waterline.Point(*month)
        for month in zip(
            history.dates[start:],
            *(history.to_floats(row) for row in rows),
            columns.complete[start:],
            worth,
            own,
            owe,
            strict=True,
        )
    ]


def chart_notes(
    notes: Sequence[NoteRow], points: Sequence[waterline.Point], tag: str
) -> list[waterline.Note]:
    """The notes at the points of their months, those of one month together."""
    found = notes_by_point(notes, [point.on for point in points])
    return [
        waterline.Note(
            on=on,
            text="\n".join(
                line
                for note in of_month
                for line in wrap(note_on_chart(note.on, note.text, tag), HOVER_WIDTH)
            ),
            label=shorten_label(of_month[0].text, more=len(of_month) > 1),
        )
        for on, of_month in found.items()
    ]


def shorten_label(text: str, *, more: bool) -> str:
    """The first words of a note, for the chart; an ellipsis where there is more to read."""
    if len(text) <= LABEL_LENGTH and not more:
        return text
    kept = text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip()
    return f"{kept}…"


def month_rows(
    points: Sequence[waterline.Point],
    today: date,
    tag: str,
    notes: Sequence[NoteRow],
    card: Callable[[date], str],
    add_url: str = "",
    unusual: Collection[date] = (),
) -> tuple[MonthRow, ...]:
    """The chart as a table; `card` makes the address of a month, `add_url` is the form of a new
    note, `unusual` the months that fell far more than others."""
    found = notes_by_point(notes, [point.on for point in points])
    return tuple(
        MonthRow(
            on=point.on,
            month=format_month(point.on, tag, short=True),
            url=card(point.on),
            own=point.assets_text,
            owe=point.liabilities_text,
            net_worth=point.net_worth_text,
            below=point.net_worth < 0,
            note=words.month_note(
                complete=point.complete,
                provisional=point.on == today,
                unusual=point.on in unusual,
            ),
            events=tuple(
                note_on_chart(note.on, note.text, tag) for note in found.get(point.on, ())
            ),
            add_url=f"{add_url}?on={point.on.isoformat()}&back=dashboard" if add_url else "",
        )
        for point in reversed(points)
    )


def build_figure(
    points: Sequence[waterline.Point],
    episodes: Sequence[Episode],
    amounts: AmountStyle,
    *,
    today: date,
    notes: Sequence[NoteRow] = (),
) -> dict[str, Any]:
    """The chart of these months; only episodes that reach into them are marked."""
    tag, last = amounts.tag, points[-1]
    first = points[0].on
    marked = [e for e in episodes if e.recovered is None or e.recovered >= first]
    style = find_style(tag)
    return waterline.figure(
        points,
        waterline.Labels(
            net_worth=words.net_worth(),
            own=words.own(),
            owe=words.owe(),
            waterline=words.waterline(),
            panel=words.panel(),
            panel_short=words.panel_short(),
            last_net_worth=last.net_worth_text,
            last_own=words.last_own(last.assets_text),
            last_owe=words.last_owe(last.liabilities_text),
            tick=amounts.tick,
            month=lambda day: format_month(day, tag, short=True),
            year=lambda day: f"{day.year}",
        ),
        episodes=[_mark(episode, amounts) for episode in marked],
        notes=chart_notes(notes, points, tag),
        provisional=last.on == today,
        separators=style.decimal + style.group,
    )


def _mark(episode: Episode, amounts: AmountStyle) -> waterline.Episode:
    tag = amounts.tag
    lowest = amounts.number(episode.lowest)
    recovered = episode.recovered
    return waterline.Episode(
        onset=episode.onset,
        lowest_on=episode.lowest_date,
        lowest=episode.lowest,
        recovered=recovered,
        onset_label=sentences.went_below(format_month(episode.onset, tag, short=True)),
        recovered_label=sentences.back_above(format_month(recovered, tag, short=True))
        if recovered
        else "",
        lowest_label=sentences.lowest_label(
            lowest,
            format_month(episode.lowest_date, tag, short=True),
            episode.months,
            open_start=episode.open_start,
        ),
        lowest_short=sentences.lowest_short(lowest, episode.months),
    )
