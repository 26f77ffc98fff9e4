"""Words of the past: the table of months, two dates side by side, one-page cards, dated notes."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from tracker.formatting import currency_name, format_date, format_month
from tracker.services.notes import REASONS
from tracker.wording.categories import basis_name
from tracker.wording.dashboard import join_names

REASON_NAMES: dict[str, Promise] = {
    "study": pgettext_lazy("reason of a note", "study"),
    "illness": pgettext_lazy("reason of a note", "illness"),
    "job": pgettext_lazy("reason of a note", "job"),
    "family": pgettext_lazy("reason of a note", "family"),
    "home": pgettext_lazy("reason of a note", "home"),
    "other": pgettext_lazy("reason of a note", "other"),
}


def reason_name(code: str) -> str:
    """What kind of reason a note gives."""
    return str(REASON_NAMES.get(code, code))


def reason_choices() -> tuple[tuple[str, str], ...]:
    """(code, name), the usual one first."""
    usual = REASONS[-1]
    return tuple((code, reason_name(code)) for code in (usual, *REASONS[:-1]))


def note_on_chart(on: date, text: str, tag: str) -> str:
    """A note in the chart's hover box, where its month stands above it."""
    return _("{date}: {text}").format(date=format_date(on, tag), text=text)


def add_a_note() -> str:
    """The way to the form, in a month's row."""
    return _("Add a note")


def note_conflict(theirs: str) -> str:
    """Somebody else has changed the note meanwhile."""
    return _(
        "Somebody else has changed this note since you opened it: it now says “{theirs}”. What "
        "you typed is still here: save again to keep yours."
    ).format(theirs=theirs)


def note_added() -> str:
    return _("The note was added.")


def note_removed() -> str:
    return _("The note was removed.")


def page_line(currency: str, basis: str, person: str, tag: str) -> str:
    """What stands over the figures beside their dates."""
    params = {
        "currency": f"{currency_name(currency, tag)} ({currency})",
        "basis": basis_name(basis),
        "person": person,
    }
    if person:
        return _("{currency} · {basis} · the part of {person}").format(**params)
    return _("{currency} · {basis}").format(**params)


def span_name(first: int, last: int) -> str:
    """A choice of years."""
    if first == last:
        return str(first)
    return _("{first} to {last}").format(first=first, last=last)


def all_years() -> str:
    return _("All years")


def mark_name(code: str) -> str:
    """What is special about where a month stands against zero."""
    return {
        "below": _("Below zero"),
        "onset": _("Went below zero"),
        "lowest": _("Lowest"),
        "recovered": _("Back above zero"),
        "uncertain": _("Not certain"),
    }[code]


def missing_names(names: Sequence[str]) -> str:
    """Which items a month's totals lack."""
    return _("Missing: {names}").format(names=join_names(names))


def state_name(code: str) -> str:
    """Whether a month may still change."""
    return {
        "closed": _("closed"),
        "open": _("open"),
        "running": _("so far"),
        "none": _("nothing entered"),
    }[code]


def not_comparable() -> str:
    """In place of a change where other items are missing on one side than on the other."""
    return _("not comparable")


def view_name(by: str) -> str:
    return _("By category") if by == "category" else _("Totals")


def side_choice(side: str) -> str:
    return {"": _("Both"), "own": _("What you own"), "owe": _("What you owe")}[side]


def unknown_currency(code: str) -> str:
    return _("“{code}” is not a currency: use a code such as USD.").format(code=code)


def from_after_to() -> str:
    return _("The first date is after the second: choose an earlier one, or swap them.")


def not_there_yet() -> str:
    """An item that had no value yet on the earlier date."""
    return _("not there yet")


def gone() -> str:
    """An item that was closed by the date."""
    return _("closed")


def no_part() -> str:
    """An item of which the person had no part on the date."""
    return _("no part")


def not_known() -> str:
    """In place of a sum of nothing known."""
    return _("not known")


def missing_item(name: str, reason: str) -> str:
    return _("{name} ({reason})").format(name=name, reason=reason)


def compare_sentence(level: int, amount: str, first: date, last: date, tag: str) -> str:
    """How net worth moved between two dates; `level` is the sign of the change."""
    sentences = {
        1: _("Net worth rose by {amount} between {first} and {last}."),
        0: _("Net worth did not change between {first} and {last}."),
        -1: _("Net worth fell by {amount} between {first} and {last}."),
    }
    return sentences[level].format(
        amount=amount, first=format_date(first, tag), last=format_date(last, tag)
    )


def incomparable_sentence(first: date, last: date, tag: str) -> str:
    return _(
        "Items are missing on {first} or {last}, not the same ones on both: the change of net "
        "worth is not certain."
    ).format(first=format_date(first, tag), last=format_date(last, tag))


def lacking_sentence(on: date, items: Sequence[str], tag: str) -> str:
    """Which items a date's totals lack, and why each."""
    return ngettext(
        "The totals of {date} lack one item: {items}.",
        "The totals of {date} lack {count} items: {items}.",
        len(items),
    ).format(date=format_date(on, tag), count=len(items), items="; ".join(items))


def month_card_title(on: date, tag: str) -> str:
    return format_month(on, tag)


def month_card_line(first: date, last: date, tag: str) -> str:
    return _("From {first} to {last}").format(
        first=format_date(first, tag), last=format_date(last, tag)
    )


def state_sentence(code: str) -> str:
    """What to think of a card's figures where nobody has closed the month."""
    return {
        "open": _("Not closed: the figures may still change."),
        "running": _("Still running: these are the figures so far."),
        "none": _("Nothing was entered in this month: earlier values stand in."),
    }[code]


def closed_sentence(who: str | None, moment: str) -> str:
    if who is None:
        return _("Closed on {moment}.").format(moment=moment)
    return _("Closed by {name} on {moment}.").format(name=who, moment=moment)


def known_then_sentence(amount: str, *, complete: bool) -> str:
    """What was written down at closing, where it is not what the books say now."""
    if complete:
        return _(
            "When it was closed net worth was {amount}; values, prices or rates before that day "
            "have changed since."
        ).format(amount=amount)
    return _("When it was closed net worth was {amount}, with values or prices missing.").format(
        amount=amount
    )


def closed_months(closed: int, months: int) -> str:
    """How much of a year has been reviewed."""
    return ngettext(
        "{closed} of {count} month is closed.", "{closed} of {count} months are closed.", months
    ).format(closed=closed, count=months)


def more_moved(count: int) -> str:
    """Under the items that moved most."""
    return ngettext("{count} more item changed.", "{count} more items changed.", count).format(
        count=count
    )


def more_notes(count: int) -> str:
    return ngettext("{count} more note", "{count} more notes", count).format(count=count)


def item_conclusion(name: str, amount: str, on: date, tag: str) -> str:
    """An item's chart in words."""
    return _("{name} by month: {amount} on {date}.").format(
        name=name, amount=amount, date=format_date(on, tag)
    )


def worth_and_owed(name: str, worth: str, owed: str, *, less: bool) -> str:
    """The chart of something that secures debts, in words."""
    if less:
        return _(
            "{name}: worth {worth}, owed on it {owed}. It is worth less than its loan."
        ).format(name=name, worth=worth, owed=owed)
    return _("{name}: worth {worth}, owed on it {owed}.").format(name=name, worth=worth, owed=owed)


def item_line(code: str) -> str:
    """What a line of an item's chart stands for."""
    return {"worth": _("Worth"), "owed": _("Owed"), "secured": _("Owed on it")}[code]


def last_worth(amount: str) -> str:
    """At the right end of an item's line, where a second one is drawn."""
    return _("worth {amount}").format(amount=amount)


def last_owed(amount: str) -> str:
    return _("owed {amount}").format(amount=amount)


def closed_mark(on: date, tag: str) -> str:
    """At the line where an item ends."""
    return _("closed\n{date}").format(date=format_date(on, tag))


def item_remark(code: str) -> str:
    """What is special about a month of an item's table."""
    return {
        "estimate": _("own estimate"),
        "modelled": _("estimated from the value before"),
        "missing": _("no price or rate"),
        "": "",
    }[code]


def estimates_note(*, own: bool, modelled: bool) -> str:
    """Under the chart, where hollow dots are drawn: whose estimates they are."""
    if own and modelled:
        return _("Hollow dots: own estimates, and what is estimated from the value before.")
    if modelled:
        return _("Hollow dots: estimated from the value before.")
    return _("Hollow dots: own estimates.") if own else ""
