"""Words about how an item's value goes on by itself between the days on which it is entered."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.formatting import format_date


def straight_line_text(until: date, residual: str, since: date, tag: str) -> str:
    """What a saved model says."""
    params = {
        "until": format_date(until, tag),
        "since": format_date(since, tag),
        "residual": residual,
    }
    if residual:
        return _(
            "From {since} it loses the same amount every month, down to {residual} on {until}."
        ).format(**params)
    return _(
        "From {since} it loses the same amount every month, down to nothing on {until}."
    ).format(**params)


def declining_text(percent: str, residual: str, since: date, tag: str) -> str:
    params = {"percent": percent, "since": format_date(since, tag), "residual": residual}
    if residual:
        return _(
            "From {since} it loses {percent} a year, but never falls below {residual}."
        ).format(**params)
    return _("From {since} it loses {percent} a year.").format(**params)


def loan_text(since: date, tag: str) -> str:
    return _("From {since} it is paid off by its terms.").format(since=format_date(since, tag))


def none_text(*, is_debt: bool) -> str:
    """What holds without a model."""
    if is_debt:
        return _("It stays at the value that was entered last until you enter another.")
    return _("It is counted at the value that was entered last until you enter another.")


def payments_left(count: int, until: date, interest: str, tag: str) -> str:
    return ngettext(
        "One payment is left, on {until}, with {interest} of interest.",
        "{count} payments are left, until {until}, with {interest} of interest among them.",
        count,
    ).format(count=count, until=format_date(until, tag), interest=interest)


def rates_text(quoted: str, effective: str, *, is_flat: bool) -> str:
    """The rate as its lender quotes it, and as it works out."""
    params = {"quoted": quoted, "effective": effective}
    if is_flat:
        return _("Quoted as {quoted} flat, it costs {effective} a year in effect.").format(**params)
    return _("Quoted as {quoted}, it costs {effective} a year in effect.").format(**params)


def outgrows_text(payment: str, smallest: str, *, grows: bool) -> str:
    """That the payment does not end the debt, and what would."""
    params = {"payment": payment, "smallest": smallest}
    if grows:
        return _(
            "{payment} a month does not cover the interest, so the debt grows. {smallest} a month "
            "is the smallest payment that ends it within 100 years."
        ).format(**params)
    return _(
        "At {payment} a month it is not paid off within 100 years. {smallest} a month is the "
        "smallest payment that does it."
    ).format(**params)


def no_estimates(reason: str) -> str:
    """Why the coming months have no estimates."""
    return {
        "value": _("Enter a value first: the estimates go on from it."),
        "terms": _("Enter its rate and its monthly payment under “Terms of the debt” first."),
        "later": _("It begins more than a year from now."),
        "ended": _("Its value stays as it is: there is nothing left to lose."),
        "settled": _("There is nothing left to pay off."),
    }[reason]


def heading(*, is_debt: bool) -> str:
    return _("How it is paid off") if is_debt else _("How its value goes on")


def estimated_text(as_of: date, tag: str) -> str:
    """The mark of a figure that a model made of an entered one."""
    return _("estimated from {date}").format(date=format_date(as_of, tag))


def estimated_mark() -> str:
    return _("estimated")


def saved() -> str:
    return _("Saved. The months after each value are estimated now.")


def removed() -> str:
    return _("Removed: it is counted at the values you enter.")
