"""Sentences of the dashboard: what the figure is, and where it stands."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date, format_month
from tracker.services.deficit import Level, Standing
from tracker.wording.categories import basis_name

NAMES_SHOWN = 3


def basis_line(on: date, currency: str, basis: str, person: str, tag: str) -> str:
    """What stands over the figure, which is never without its date, currency and basis."""
    if person:
        return _("Net worth on {date} · {currency} · {basis} · the part of {person}").format(
            date=format_date(on, tag),
            currency=currency,
            basis=basis_name(basis).lower(),
            person=person,
        )
    return _("Net worth on {date} · {currency} · {basis}").format(
        date=format_date(on, tag), currency=currency, basis=basis_name(basis).lower()
    )


def meaning_then(basis: str) -> str:
    """What the figure of a past day means, in one sentence."""
    return {
        "market": _(
            "If you had sold everything at that day's values and paid every debt, "
            "this is what would have been left."
        ),
        "book": _(
            "If everything had been worth what it cost and you had paid every debt, "
            "this is what would have been left."
        ),
        "liquidation": _(
            "If you had had to sell everything fast that day, with the losses of a quick sale, "
            "and paid every debt, this is what would have been left."
        ),
    }[basis]


def meaning(basis: str) -> str:
    """What the figure means, in one sentence."""
    return {
        "market": _(
            "If you sold everything at today's values and paid every debt, "
            "this is what would be left."
        ),
        "book": _(
            "If everything were worth what it cost and you paid every debt, "
            "this is what would be left."
        ),
        "liquidation": _(
            "If you had to sell everything fast, with the losses of a quick sale, "
            "and paid every debt, this is what would be left."
        ),
    }[basis]


def level_word(level: Level) -> str:
    """The status chip."""
    return {
        Level.ABOVE: _("Above zero"),
        Level.BELOW: _("Below zero"),
        Level.ZERO: _("Exactly zero"),
    }[level]


def uncertain_text() -> str:
    """In place of a status that what is missing could turn round."""
    return _("Not certain: values or prices are missing")


def standing_sentence(standing: Standing, tag: str) -> str:
    """Since when net worth has been on its side of zero; "" where that is not certain."""
    if not standing.proven:
        return ""
    month = format_month(standing.since, tag)
    if standing.open_start:
        return ngettext(
            "for {count} month or more, since the first record in {month}",
            "for {count} months or more, since the first record in {month}",
            standing.months,
        ).format(count=standing.months, month=month)
    return ngettext(
        "for {count} month, since {month}", "for {count} months, since {month}", standing.months
    ).format(count=standing.months, month=month)


def other_basis_sentence(basis: str) -> str:
    """Why another basis than today's values carries no status."""
    return {
        "book": _("A view of the same books at cost. Your status follows today's values."),
        "liquidation": _(
            "An estimate for a forced sale. Most families with a mortgage are below zero here; "
            "your status follows today's values."
        ),
    }[basis]


def not_bankruptcy() -> str:
    """Always said beside a figure below zero."""
    return _(
        "Below zero is not bankruptcy: it says what would be left today, "
        "not whether the bills can be paid."
    )


def chart_conclusion(
    first: date, standing: Standing, amount: str, lowest: str | None, tag: str
) -> str:
    """The chart in words, for those who do not see it."""
    since, level = format_month(first, tag), level_word(standing.level)
    if lowest is None:
        return _("Net worth by month since {month}. Now {amount}. {level}.").format(
            month=since, amount=amount, level=level
        )
    return _("Net worth by month since {month}, lowest {lowest}. Now {amount}. {level}.").format(
        month=since, lowest=lowest, amount=amount, level=level
    )


def went_below(month: str) -> str:
    return _("Went below\n{month}").format(month=month)


def back_above(month: str) -> str:
    return _("Back above\n{month}").format(month=month)


def lowest_label(amount: str, month: str, months: int, *, open_start: bool) -> str:
    """Under the trough: depth, month and duration."""
    if open_start:
        return ngettext(
            "Lowest {amount}, {month} · {count} month or more",
            "Lowest {amount}, {month} · {count} months or more",
            months,
        ).format(amount=amount, month=month, count=months)
    return ngettext(
        "Lowest {amount}, {month} · {count} month",
        "Lowest {amount}, {month} · {count} months",
        months,
    ).format(amount=amount, month=month, count=months)


def lowest_short(amount: str, months: int) -> str:
    return ngettext("{amount}, {count} month", "{amount}, {count} months", months).format(
        amount=amount, count=months
    )


def whole_household() -> str:
    return _("Household")


def shared() -> str:
    """The column of what belongs to nobody in particular."""
    return _("Shared")


def range_name(span: str) -> str:
    return {"1y": _("1Y"), "3y": _("3Y"), "5y": _("5Y"), "all": _("All")}[span]


def this_month(amount: str) -> str:
    return _("{amount} this month").format(amount=amount)


def twelve_months() -> str:
    return _("12 months")


def from_amount(amount: str) -> str:
    return _("from {amount}").format(amount=amount)


def enter_month(month: str) -> str:
    return _("Enter {month}").format(month=month)


def join_names(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    shown, more = names[:NAMES_SHOWN], len(names) - NAMES_SHOWN
    listed = _(", ").join(shown)
    if more <= 0:
        return listed
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(
        names=listed, count=more
    )
