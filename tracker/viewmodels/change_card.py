"""The card of what changed: between which dates, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.formatting import format_month
from tracker.services.books import PositionBook
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.change_period import Between, Period
from tracker.viewmodels.links import Choice
from tracker.viewmodels.why import ChangeFacts, Why, build_why, change_style
from tracker.wording import change as words


@dataclass(frozen=True, slots=True)
class PeriodForm:
    """Presets, and two dates of one's own; `dated`: these are shown. `presets` is empty where
    there is one."""

    presets: tuple[Choice, ...]
    first: str
    last: str
    latest: str
    hidden: tuple[tuple[str, str], ...]
    dated: bool
    error: str
    error_field: str


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """The fields of dashboard/_change.html."""

    title: str
    against: str
    why: Why
    form: PeriodForm
    compare_url: str


def build_change(
    facts: ChangeFacts,
    period: Period,
    form: PeriodForm,
    amounts: AmountStyle,
    *,
    item_url: Callable[[PositionBook], str],
    compare_url: str,
) -> ChangeCard:
    """The card of an explained change; `amounts` is the page's style, `compare_url` where the
    same dates stand side by side."""
    tag, style = amounts.tag, change_style(facts.explained, amounts)
    if period.is_month:
        title = words.change_title(format_month(period.end, tag))
        against = words.change_against(style.unit, period.start, tag)
        last_label = format_month(period.end, tag, short=True)
    else:
        title = words.change_title_between()
        against = words.change_span(style.unit, period.start, period.end, tag)
        last_label = words.in_all()
    return ChangeCard(
        title, against, build_why(facts, style, last_label, item_url), form, compare_url
    )


def build_form(
    period: Period,
    between: Between,
    today: date,
    link: Callable[[Between], str],
    hidden: Mapping[str, str],
) -> PeriodForm:
    """The form of the card; `link` makes the address of another period, `hidden` is the rest of
    the address, of which what is empty is left out."""
    choices = tuple(
        Choice(
            link(Between(code)), words.preset_name(code), code == period.code and not period.dated
        )
        for code in period.offered
    )
    return PeriodForm(
        presets=choices if len(choices) > 1 else (),
        first=between.typed_first or period.start.isoformat(),
        last=between.typed_last or period.end.isoformat(),
        latest=today.isoformat(),
        hidden=tuple((name, value) for name, value in hidden.items() if value),
        dated=period.dated or bool(between.error),
        error=between.error,
        error_field=between.error_field,
    )
