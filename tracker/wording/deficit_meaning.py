"""What being below zero does not mean, with the household's own facts, and what to look at next."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date
from tracker.wording.dashboard import join_names


def title(*, below: bool) -> str:
    return _("What this does not mean") if below else _("What being below zero does not mean")


def not_bankruptcy() -> str:
    return _("Not bankruptcy.")


def bills_decide() -> str:
    return _("Whether bills can be paid decides that, not what would be left today.")


def payments_known(amount: str) -> str:
    return _(
        "Whether bills can be paid decides that, not what would be left today. The smallest "
        "payments on your debts come to {amount} a month."
    ).format(amount=amount)


def payments_partly(amount: str, untold: int) -> str:
    """Where some debts do not say what they ask for."""
    return ngettext(
        "Whether bills can be paid decides that, not what would be left today. The smallest "
        "payments come to {amount} a month; of {count} debt they are not entered.",
        "Whether bills can be paid decides that, not what would be left today. The smallest "
        "payments come to {amount} a month; of {count} debts they are not entered.",
        untold,
    ).format(amount=amount, count=untold)


def not_illiquid() -> str:
    return _("Not being short of money.")


def ready(amount: str) -> str:
    return _("{amount} can be spent at once or within days.").format(amount=amount)


def ready_for(amount: str, months: str) -> str:
    """`months` is a number with one decimal."""
    return _(
        "{amount} can be spent at once or within days. That pays for essentials and smallest "
        "payments for {months} months."
    ).format(amount=amount, months=months)


def apart_from_money() -> str:
    """The heading where it cannot be said that there is enough money."""
    return _("Being short of money is a question of its own.")


def short_of_money(amount: str, months: str) -> str:
    """Below the guide; `months` is a number with one decimal."""
    return _(
        "Money is short as well: {amount} can be spent at once or within days. That pays for "
        "essentials and smallest payments for {months} months."
    ).format(amount=amount, months=months)


def no_money_ready() -> str:
    return _("Money is short as well: nothing is left to spend at once or within days.")


def not_one_item() -> str:
    return _("Not one item.")


def items_and_zero(count: int, *, below: bool) -> str:
    """Items worth less than their loans are another question than the whole being below zero."""
    if not count and below:
        return _("No item is worth less than its loan, and net worth is below zero all the same.")
    if not count:
        return _("No item is worth less than its loan.")
    if below:
        return ngettext(
            "{count} item is worth less than its loan. That can be so above zero too.",
            "{count} items are worth less than their loans. That can be so above zero too.",
            count,
        ).format(count=count)
    return ngettext(
        "{count} item is worth less than its loan, and net worth is above zero all the same.",
        "{count} items are worth less than their loans, and net worth is above zero all the same.",
        count,
    ).format(count=count)


def one_item_plain() -> str:
    """Where no loan is secured on anything."""
    return _("It is all you own together, less all you owe.")


def not_one_year() -> str:
    return _("Not one year's loss.")


def all_years() -> str:
    return _("It is what all years together have left.")


def last_year(level: int, amount: str) -> str:
    """`level` is the sign of the change over twelve months, `amount` its size."""
    return {
        1: _(
            "It is what all years together have left. Over the last 12 months net worth rose by "
            "{amount}."
        ),
        0: _(
            "It is what all years together have left. Over the last 12 months net worth did not "
            "change."
        ),
        -1: _(
            "It is what all years together have left. Over the last 12 months net worth fell by "
            "{amount}."
        ),
    }[level].format(amount=amount)


# ── What to look at next ─────────────────────────────────────────────────────────────────────────


def grown_debt(name: str, amount: str, since: date, tag: str) -> str:
    """First of all: growing debt does not come back with prices."""
    return _("{name} grew by {amount} since {date}.").format(
        name=name, amount=amount, date=format_date(since, tag)
    )


def missing_values(names: Sequence[str]) -> str:
    return ngettext(
        "{count} item has no value yet: {names}.",
        "{count} items have no value yet: {names}.",
        len(names),
    ).format(count=len(names), names=join_names(names))


def missing_prices(names: Sequence[str]) -> str:
    return _("No price or rate is known for {names}.").format(names=join_names(names))


def less_than_loan(name: str, amount: str) -> str:
    return _("{name} is worth {amount} less than what is owed on it.").format(
        name=name, amount=amount
    )


def possible_debts(amount: str, left: str) -> str:
    return _(
        "Possible debts of {amount} are not counted. If all were called, {left} would be left."
    ).format(amount=amount, left=left)


def add_spending() -> str:
    return _("Add monthly spending, to see for how long the money lasts.")


def nothing_to_look_at() -> str:
    return _("No debt has grown in three months, and every value is in.")
