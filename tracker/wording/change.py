"""Sentences of what changed in a month, and which side it came from."""

from datetime import date

from django.utils.translation import gettext as _

from tracker.formatting import format_date


def change_title(month: str) -> str:
    return _("What changed in {month}").format(month=month)


def change_against(on: date, tag: str) -> str:
    return _("against {date}").format(date=format_date(on, tag))


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


def change_sides(assets: int, debts: int, own: str, owe: str) -> str:
    """Both sides in one sentence; `own` and `owe` are their sizes, `debts` an effect."""
    sentences = {
        (1, 1): _("What you own rose by {own}; what you owe fell by {owe}."),
        (1, 0): _("What you own rose by {own}; what you owe stayed the same."),
        (1, -1): _("What you own rose by {own}; what you owe grew by {owe}."),
        (0, 1): _("What you own stayed the same; what you owe fell by {owe}."),
        (0, 0): _("What you own and what you owe stayed the same."),
        (0, -1): _("What you own stayed the same; what you owe grew by {owe}."),
        (-1, 1): _("What you own fell by {own}; what you owe fell by {owe}."),
        (-1, 0): _("What you own fell by {own}; what you owe stayed the same."),
        (-1, -1): _("What you own fell by {own}; what you owe grew by {owe}."),
    }
    return sentences[_direction(assets), _direction(debts)].format(own=own, owe=owe)


def watch_debt(category: str, amount: str) -> str:
    """The one thing to watch: debt that grows does not come back with prices."""
    return _("One to watch: {category} grew by {amount}.").format(category=category, amount=amount)


def earlier_level() -> str:
    """Zero on the waterfall's axis: where net worth stood before."""
    return _("before")


def _direction(amount: int) -> int:
    return (amount > 0) - (amount < 0)
