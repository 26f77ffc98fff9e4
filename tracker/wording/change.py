"""Sentences of what changed between two dates: how much, which side, what kind of movement."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tracker.formatting import format_date
from tracker.services.categories import Side
from tracker.services.change import Kind
from tracker.wording.dashboard import join_names

# Looked up by what is meant, so that only that one is translated.
KIND_NAMES: dict[Kind, Promise] = {
    Kind.PRICE: gettext_lazy("price moved"),
    Kind.EXCHANGE: gettext_lazy("currency moved"),
    Kind.REVALUATION: gettext_lazy("value revised"),
    Kind.WEAR: gettext_lazy("wear and age"),
    Kind.INTEREST: gettext_lazy("interest"),
    Kind.BORROWED: gettext_lazy("borrowed"),
    Kind.REPAID: gettext_lazy("repaid"),
    Kind.FIRST_KNOWN: gettext_lazy("first known, was there before"),
    Kind.NO_LONGER_KNOWN: gettext_lazy("no price or rate any more"),
    Kind.OWNERSHIP: gettext_lazy("parts changed hands"),
}

SIDES: dict[tuple[int, int], Promise] = {
    (1, 1): gettext_lazy("What you own rose by {own}; what you owe fell by {owe}."),
    (1, 0): gettext_lazy("What you own rose by {own}; what you owe stayed the same."),
    (1, -1): gettext_lazy("What you own rose by {own}; what you owe grew by {owe}."),
    (0, 1): gettext_lazy("What you own stayed the same; what you owe fell by {owe}."),
    (0, 0): gettext_lazy("What you own and what you owe stayed the same."),
    (0, -1): gettext_lazy("What you own stayed the same; what you owe grew by {owe}."),
    (-1, 1): gettext_lazy("What you own fell by {own}; what you owe fell by {owe}."),
    (-1, 0): gettext_lazy("What you own fell by {own}; what you owe stayed the same."),
    (-1, -1): gettext_lazy("What you own fell by {own}; what you owe grew by {owe}."),
}
"""By the direction in which either side moved net worth."""

PRESETS: dict[str, Promise] = {
    "": gettext_lazy("Month"),
    "3m": gettext_lazy("3 months"),
    "12m": gettext_lazy("12 months"),
    "year": gettext_lazy("This year"),
}


def change_title(month: str) -> str:
    return _("What changed in {month}").format(month=month)


def change_title_between() -> str:
    return _("What changed")


def change_against(unit: str, on: date, tag: str) -> str:
    """What stands beside the title of a month."""
    return _("{unit}, against {date}").format(unit=unit, date=format_date(on, tag))


def change_span(unit: str, first: date, last: date, tag: str) -> str:
    """What stands beside the title of any two dates."""
    return _("{unit}, {first} to {last}").format(
        unit=unit, first=format_date(first, tag), last=format_date(last, tag)
    )


def change_verdict(total: int, assets: int, debts: int, amount: str) -> str:
    """The larger side names the movement; `assets` and `debts` are effects on net worth."""
    if total == 0:
        return _("Net worth did not change.")
    # The side that moved net worth its way: where they pull apart, that is the larger one too.
    larger_is_assets = abs(assets) >= abs(debts)
    if total > 0:
        if larger_is_assets:
            return _("Net worth rose by {amount}, mostly from what you own.").format(amount=amount)
        return _("Net worth rose by {amount}, mostly from what you owe.").format(amount=amount)
    if larger_is_assets:
        return _("Net worth fell by {amount}, mostly from what you own.").format(amount=amount)
    return _("Net worth fell by {amount}, mostly from what you owe.").format(amount=amount)


def better_known(amount: str) -> str:
    """A rise that is no gain: all of it was there before."""
    return _(
        "Net worth is {amount} higher only because more is known now: it was there before, "
        "so nothing was gained."
    ).format(amount=amount)


def partly_known(amount: str) -> str:
    """The part of a rise that is no gain."""
    return _("{amount} of it only became known: it was there before.").format(amount=amount)


def unusual_fall() -> str:
    """A month that fell far more than the household's months usually move."""
    return _("That is more than your months usually move.")


def unusual_fall_of(share: str) -> str:
    return _(
        "That is more than your months usually move: {share} of what you owned before."
    ).format(share=share)


def change_sides(assets: int, debts: int, own: str, owe: str) -> str:
    """Both sides in one sentence; `own` and `owe` are their sizes, `debts` an effect."""
    sentence = SIDES[_direction(assets), _direction(debts)]
    return str(sentence).format(own=own, owe=owe)


def watch_debt(category: str, amount: str) -> str:
    """The one thing to watch: debt that grows does not come back with prices."""
    return _("One to watch: {category} grew by {amount}.").format(category=category, amount=amount)


def purchase_name(asset: str) -> str:
    """What was bought and the loan that was taken up for it, as one movement."""
    return _("{item}, bought on a loan").format(item=asset)


def smaller_changes(count: int) -> str:
    """One bar for the least of a long list; the table has them all."""
    return ngettext("{count} smaller one", "{count} smaller ones", count).format(count=count)


def in_all() -> str:
    """The last bar of a span of months."""
    return pgettext("sum of a change", "In all")


def earlier_level() -> str:
    """Zero on the waterfall's axis: where net worth stood before."""
    return _("before")


def preset_name(code: str) -> str:
    return str(PRESETS[code])


def incomplete_change(on: date, names: Sequence[str], tag: str) -> str:
    """What the figures of one of the dates lack."""
    return _("On {date} the figures lack: {names}.").format(
        date=format_date(on, tag), names=join_names(names)
    )


def corrected_closing(on: date, then: str, now: str, tag: str) -> str:
    """A closed month that was corrected later."""
    return _(
        "Corrected later: when {date} was closed, net worth was written down as {then}; "
        "with what is known now it is {now}."
    ).format(date=format_date(on, tag), then=then, now=now)


def kind_name(kind: Kind, side: Side, *, up: bool, in_units: bool, estimated: bool) -> str:
    """What a movement of one item was, in a table; `up`: it raised net worth; `estimated`: the
    item's value is an estimate that is revised, not money that is kept."""
    if kind is Kind.MONEY and in_units:
        return _("bought") if up else _("sold")
    if kind is Kind.MONEY:
        return _("money came in") if up else _("money went out")
    if kind is Kind.REVALUATION and not estimated:
        return _("gained value") if up else _("lost value")
    if kind is Kind.OPENED:
        return _("bought or opened") if side is Side.ASSET else _("taken up")
    if kind is Kind.CLOSED:
        return _("sold or closed") if side is Side.ASSET else _("ended")
    return str(KIND_NAMES[kind])


def with_estimate(kind: str) -> str:
    """A movement that a model supplied."""
    return _("{kind} (estimate)").format(kind=kind)


def _direction(amount: int) -> int:
    return (amount > 0) - (amount < 0)
