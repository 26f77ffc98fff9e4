"""Sentences of the entry grid: ages, what the totals rest on, what closing means."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tracker.formatting import format_date, format_month, format_month_name
from tracker.wording.dashboard import join_names

MONTHS_A_YEAR = 12


def page_title(on: date, tag: str) -> str:
    return _("Record of {month}").format(month=format_month(on, tag))


def head_line(on: date, currency: str, tag: str) -> str:
    return _("{date} · {currency} · today's value").format(
        date=format_date(on, tag), currency=currency
    )


def grid_caption(on: date, tag: str) -> str:
    return _("Values of {date}").format(date=format_date(on, tag))


def filter_label(show: str, count: int) -> str:
    return {
        "all": pgettext("which rows are shown", "All {count}"),
        "todo": pgettext("which rows are shown", "To do {count}"),
        "stale": pgettext("which rows are shown", "Stale {count}"),
    }[show].format(count=count)


def nothing_shown(show: str) -> str:
    return {
        "all": _("There is nothing to enter on this date yet: add what you own and owe first."),
        "todo": _("Nothing left to do: every item has a value on this date."),
        "stale": _("No value is older than it should be."),
    }[show]


def all_closed() -> str:
    return _("Everything is closed or put away on this date: there is nothing to enter.")


def contingent_group() -> str:
    return _("Owed only if something happens: not counted")


def same_as(then: date, on: date, tag: str) -> str:
    """What a blank cell stands for in the totals."""
    return _("same as {month}").format(month=month_before(then, on, tag, short=True))


def estimated(amount: str) -> str:
    """What its model makes of a blank cell."""
    return _("estimated {amount}").format(amount=amount)


def estimated_mark() -> str:
    return _("estimated")


def use_estimate(name: str, amount: str) -> str:
    return _("Enter {amount} for {name}, as estimated").format(name=name, amount=amount)


def use_estimates(count: int) -> str:
    return ngettext(
        "Enter {count} estimate into its blank", "Enter {count} estimates into blanks", count
    ).format(count=count)


def estimates_used(count: int) -> str:
    if not count:
        return _("Nothing was entered: no blank has an estimate.")
    return ngettext(
        "{count} estimate was entered into its blank.",
        "{count} estimates were entered into blanks.",
        count,
    ).format(count=count)


def follows_business(amount: str) -> str:
    """What counts for a part of a business by its balance sheet, while no value of one's own is
    typed; short, because it stands in the cell."""
    return _("computed {amount}").format(amount=amount)


def follows_unknown() -> str:
    """The same where the balance sheet is incomplete."""
    return _("follows its balance sheet")


def month_before(then: date, on: date, tag: str, *, short: bool = False) -> str:
    """An earlier month as it is called from `on`: without its year in the year before it."""
    if (on.year - then.year) * MONTHS_A_YEAR + on.month - then.month < MONTHS_A_YEAR:
        return format_month_name(then, tag, short=short)
    return format_month(then, tag, short=short)


def never_entered() -> str:
    return _("not entered")


def nothing_known() -> str:
    """In place of a sum to which nothing is known."""
    return "—"


def cell_label(name: str, on: date, tag: str) -> str:
    return _("{name}, {date}").format(name=name, date=format_date(on, tag))


def note_label(name: str) -> str:
    return _("Note for {name}").format(name=name)


def counted_in(name: str, unit: str) -> str:
    """A cell's label where the amount is not in the household's currency."""
    return _("{name}, in {unit}").format(name=name, unit=unit)


def worth(amount: str) -> str:
    return _("worth {amount}").format(amount=amount)


def sum_rounded(text: str) -> str:
    """Said beside an amount that a division did not give exactly."""
    return _("{sum} was rounded").format(sum=text)


def sums_rounded(sums: Sequence[str]) -> str:
    """The same for a whole form."""
    return ngettext(
        "This sum was rounded to what its currency can keep: {sums}.",
        "These sums were rounded to what their currencies can keep: {sums}.",
        len(sums),
    ).format(sums=join_names(sums))


def copy_label(then: date, on: date, tag: str) -> str:
    if (then.year, then.month) == (on.year, on.month):
        return _("Copy {date} into blanks").format(date=format_date(then, tag))
    return _("Copy {month} into blanks").format(month=month_before(then, on, tag))


def copied(count: int) -> str:
    if not count:
        return _("Nothing was copied: no blank has an earlier value.")
    return ngettext(
        "{count} value was copied into a blank.",
        "{count} values were copied into blanks.",
        count,
    ).format(count=count)


def entered(done: int, of: int) -> str:
    return _("{done} of {of}").format(done=done, of=of)


def close_label(on: date, tag: str) -> str:
    return _("Close {month}").format(month=format_month_name(on, tag))


def saved_at(time: str) -> str:
    return _("Saved {time}").format(time=time)


def not_saved() -> str:
    return _("Not saved: see the row")


def total_labels(*, closed: bool, complete: bool) -> tuple[str, str, str]:
    if not complete:
        return _("Assets"), _("Debts"), _("Net worth, incomplete")
    return _("Assets"), _("Debts"), _("Net worth") if closed else _("Net worth so far")


def change_since(on: date, tag: str) -> str:
    return _("Change since {date}").format(date=format_date(on, tag))


def unknown_note(names: Sequence[str]) -> str:
    return ngettext(
        "Left out, no value yet: {names}.", "Left out, no values yet: {names}.", len(names)
    ).format(names=join_names(names))


def unpriced_note(names: Sequence[str]) -> str:
    return _("Left out, no price or rate known: {names}.").format(names=join_names(names))


def archived_note(names: Sequence[str]) -> str:
    return ngettext(
        "Archived and still counted: {names}.", "Archived and still counted: {names}.", len(names)
    ).format(names=join_names(names))


def closed_line(who: str | None, moment: str) -> str:
    if who is None:
        return _("Closed on {moment}.").format(moment=moment)
    return _("Closed by {name} on {moment}.").format(name=who, moment=moment)


def closed_worth(amount: str, *, complete: bool) -> str:
    """What was written down at closing, where it is not what the books say now."""
    if complete:
        return _("Net worth was {amount} then; earlier values or rates have changed since.").format(
            amount=amount
        )
    return _("Net worth was {amount} then, with values or prices missing.").format(amount=amount)


def problems_left(count: int) -> str:
    return ngettext(
        "{count} row is not saved: see the message below it. All others are.",
        "{count} rows are not saved: see the messages below them. All others are.",
        count,
    ).format(count=count)


def note_conflict(theirs: str) -> str:
    """Somebody else wrote another note for the record meanwhile."""
    if not theirs:
        return _(
            "Somebody else has cleared this note since you opened the page. Yours is still here: "
            "save again to keep it."
        )
    return _(
        "Somebody else has written “{theirs}” since you opened the page. Yours is still here: "
        "save again to keep it."
    ).format(theirs=theirs)


def blanks_sentence(count: int, on: date, tag: str) -> str:
    return ngettext(
        "{count} item has no value on {date}. Its last value or its estimate is used instead.",
        "{count} items have no value on {date}. Their last values or estimates are used instead.",
        count,
    ).format(count=count, date=format_date(on, tag))


def values_entered(count: int) -> str:
    return ngettext("{count} value", "{count} values", count).format(count=count)


def enter_label(on: date, tag: str) -> str:
    return _("Enter {date}").format(date=format_date(on, tag))


def close_title(on: date, tag: str) -> str:
    return _("Close {month}?").format(month=format_month(on, tag))


def note_saved() -> str:
    return _("Note saved")


def note_not_saved() -> str:
    return _("Not saved: see the note")


def list_title() -> str:
    return _("Monthly records")


def more_records(count: int) -> str:
    return ngettext("{count} more", "{count} more", count).format(count=count)
