"""Words about businesses and funds: what they are, what they are worth, what moved them."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tracker.formatting import currency_name, format_date, format_percent
from tracker.services.categories import Side
from tracker.services.money import Exact
from tracker.wording.categories import basis_name

KIND_NAMES: dict[str, Promise] = {
    "company": pgettext_lazy("kind of business", "Company"),
    "fund": pgettext_lazy("kind of business", "Fund"),
    "reit": pgettext_lazy("kind of business", "Property fund"),
    "non_profit": pgettext_lazy("kind of business", "Non-profit"),
    "public_body": pgettext_lazy("kind of business", "Public body"),
}

HEADLINES: dict[str, Promise] = {
    "company": gettext_lazy("Book value"),
    "fund": gettext_lazy("Net asset value"),
    "reit": gettext_lazy("Net asset value"),
    "non_profit": gettext_lazy("Net assets"),
    "public_body": gettext_lazy("Net assets"),
}

MEANINGS: dict[str, Promise] = {
    "company": gettext_lazy(
        "What the company owns at cost, less what it owes. Where no cost was entered, today's "
        "value stands in for it."
    ),
    "fund": gettext_lazy("What the fund owns at today's values, less what it owes."),
    "reit": gettext_lazy(
        "What the property fund owns at today's values, less what it owes; goodwill and other "
        "intangibles are left out."
    ),
    "non_profit": gettext_lazy("What it owns at today's values, less what it owes."),
    "public_body": gettext_lazy("What it owns at today's values, less what it owes."),
}

MOVES: dict[str, Promise] = {
    "result": gettext_lazy("Its result"),
    "revaluation": gettext_lazy("Prices, currencies and new estimates"),
    "capital": gettext_lazy("Put in by its owners"),
    "distributions": gettext_lazy("Paid out to its owners"),
    "recorded": gettext_lazy("Items recorded for the first time, or no longer known"),
}

FLOW_NAMES: dict[str, Promise] = {
    "distribution": gettext_lazy("Paid out to its owners"),
    "capital": gettext_lazy("Put in by its owners"),
}


def kind_name(kind: str) -> str:
    return str(KIND_NAMES[kind])


def kind_choices() -> list[tuple[str, str]]:
    """(code, name), as they are offered."""
    return [(code, str(name)) for code, name in KIND_NAMES.items()]


def headline_name(kind: str) -> str:
    """What the figure of a kind is called."""
    return str(HEADLINES[kind])


def meaning(kind: str) -> str:
    """What the figure of a kind means, in a sentence."""
    return str(MEANINGS[kind])


def move_name(code: str) -> str:
    """What moved a business, as a row of a table."""
    return str(MOVES[code])


def flow_name(code: str) -> str:
    """What a payment between a business and its owners was."""
    return str(FLOW_NAMES[code])


def flow_choices() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in FLOW_NAMES.items()]


def sheet_line(on: date, currency: str, basis: str, tag: str) -> str:
    """What stands by the figure, which is never without date, currency and basis."""
    return _("{date} · {currency} · {basis}").format(
        date=format_date(on, tag),
        currency=f"{currency_name(currency, tag)} ({currency})",
        basis=basis_name(basis),
    )


def not_valued() -> str:
    return _("no values yet")


def incomplete() -> str:
    """Something that counts is missing from a figure."""
    return _("Incomplete: something it owns or owes has no value or no price.")


def below_zero(on: date, months: int, tag: str, *, open_start: bool) -> str:
    """Since when its own net assets are below zero."""
    since = format_date(on, tag)
    if open_start:
        return ngettext(
            "Below zero since {date} or earlier, {count} month end.",
            "Below zero since {date} or earlier, {count} month ends.",
            months,
        ).format(date=since, count=months)
    return ngettext(
        "Below zero since {date}, {count} month end.",
        "Below zero since {date}, {count} month ends.",
        months,
    ).format(date=since, count=months)


def no_shares() -> str:
    """Why nothing is said per share."""
    return _("Not defined: no shares outstanding.")


def premium(share: Exact, tag: str) -> str:
    """How a share price compares with the figure per share."""
    if share > 0:
        return _("{percent} above the figure per share").format(
            percent=format_percent(share, tag, digits=1)
        )
    if share < 0:
        return _("{percent} below the figure per share").format(
            percent=format_percent(-share, tag, digits=1)
        )
    return _("the same as the figure per share")


def part_of_percent(percent: str) -> str:
    return _("Your part is {percent}.").format(percent=percent)


def part_not_known() -> str:
    return _("How much of it is yours is not entered yet, so it does not count for you.")


def part_counted(amount: str) -> str:
    """What the household counts for its part."""
    return _("It counts in your net worth with {amount}.").format(amount=amount)


def part_of_whole(amount: str, *, preferred: bool, intangibles: bool) -> str:
    """What the household's part is a part of, where the headline is another figure."""
    if intangibles and preferred:
        text = _(
            "That is your part of {amount}: what it owns at today's values, goodwill and other "
            "intangibles too, less what it owes and its preferred equity."
        )
    elif intangibles:
        text = _(
            "That is your part of {amount}: what it owns at today's values, goodwill and other "
            "intangibles too, less what it owes."
        )
    elif preferred:
        text = _(
            "That is your part of {amount}: what it owns at today's values, less what it owes and "
            "its preferred equity."
        )
    else:
        text = _(
            "That is your part of {amount}: what it owns at today's values, less what it owes."
        )
    return text.format(amount=amount)


def part_own_value(amount: str) -> str:
    return _("It counts in your net worth with {amount}, the value you entered yourself.").format(
        amount=amount
    )


def part_not_counted() -> str:
    return _("Its value is not known today, so it is missing from your net worth.")


def part_is_closed() -> str:
    return _("Your part is closed and counts nothing any more.")


def belongs_text(name: str) -> str:
    """On the page of an item that is a business's own."""
    return _(
        "It stands on the balance sheet of {name}, and counts for you only through your part of it."
    ).format(name=name)


def part_text(name: str) -> str:
    """On the page of the item that stands for the household's part."""
    return _(
        "It stands for your part of {name} and follows its balance sheet by itself. A value that "
        "you enter here takes its place from that day on."
    ).format(name=name)


def own_value_text(name: str) -> str:
    """The same, where the owner has entered values."""
    return _(
        "It stands for your part of {name}. From the first value below on, your own values count; "
        "remove them and it follows the balance sheet again."
    ).format(name=name)


def dealing_text(name: str) -> str:
    """On the page of a loan between the household and its business."""
    return _(
        "{name} is on the other side: it stands on that balance sheet too, without being entered "
        "there."
    ).format(name=name)


def guarantee_text(name: str) -> str:
    """On the page of what is owed only if the business does not pay."""
    return _("It would be owed for {name}, if that did not pay.").format(name=name)


def mirrored_note() -> str:
    """Beside a line that is recorded with the household."""
    return _("recorded with your household")


def less_preferred() -> str:
    return _("Less preferred equity")


def less_intangibles() -> str:
    return _("Less goodwill and other intangibles")


def guarantees_text(names: str) -> str:
    """What the household guarantees for a business, named below its sheet."""
    return _(
        "Your household answers for it: {names}. It is no part of this balance sheet and stays "
        "among your possible debts."
    ).format(names=names)


def chart_name(kind: str, *, per_share: bool) -> str:
    """The heading of the chart."""
    if not per_share:
        return headline_name(kind)
    if kind == "company":
        return _("Book value per share")
    return _("Net asset value per share")


def chart_label(name: str, figure: str, amount: str, on: date, tag: str) -> str:
    """The chart's conclusion."""
    return _("{name}: {figure} {amount} on {date}.").format(
        name=name, figure=figure, amount=amount, date=format_date(on, tag)
    )


def share_price_name() -> str:
    return _("Share price")


def last_price(amount: str) -> str:
    """At the right end of the line of share prices."""
    return _("price {amount}").format(amount=amount)


def premium_percent(share: Exact, tag: str) -> str:
    """A premium with a plus, a discount with a minus."""
    return format_percent(share, tag, digits=1, sign="change")


def change_line(start: date, end: date, tag: str) -> str:
    return _("From {start} to {end}").format(
        start=format_date(start, tag), end=format_date(end, tag)
    )


def dates_backwards() -> str:
    return _("The first date must lie before the last one.")


def net_assets_on(on: date, tag: str) -> str:
    return _("Net assets on {date}").format(date=format_date(on, tag))


def business_added(name: str) -> str:
    return _("“{name}” was added.").format(name=name)


def hidden_businesses(count: int) -> str:
    """Archived ones that a list leaves out."""
    return ngettext("{count} archived one", "{count} archived ones", count).format(count=count)


FACT_NAMES: dict[str, Promise] = {
    "per_share": gettext_lazy("Per share"),
    "tangible": gettext_lazy("Without intangibles"),
    "share_price": gettext_lazy("Price of a share"),
    "restricted": gettext_lazy("Restricted"),
    "unrestricted": gettext_lazy("Unrestricted"),
}


def fact_name(code: str) -> str:
    """What stands beside the figure."""
    return str(FACT_NAMES[code])


def each_share(amount: str) -> str:
    return _("{amount} per share").format(amount=amount)


def not_known() -> str:
    """In place of an amount that something is missing for."""
    return _("not known")


def below_word() -> str:
    return _("Below zero")


def owned_or_owed(side: Side) -> str:
    """The heading of one side of a business's balance sheet."""
    return _("What it owns") if side is Side.ASSET else _("What it owes")


def values_meanwhile() -> str:
    """Somebody else wrote values of the same date."""
    return _(
        "Somebody else has changed one of these values since you opened the form. What you typed "
        "is still here: save again to keep yours."
    )


def date_closed(on: date, tag: str) -> str:
    """Why the values of a date have no fields."""
    return _("{date} is closed, so its values stay as they are. Choose another date.").format(
        date=format_date(on, tag)
    )


def not_written_yet(on: date, tag: str) -> str:
    """The form came back for the date that was chosen in it."""
    return _("Nothing is written yet: this is {date}, with all that you typed.").format(
        date=format_date(on, tag)
    )


def waiting(names: Sequence[str]) -> str:
    """Amounts that were typed for items without a field on this date."""
    return _("Typed and kept for another date: {names}.").format(names=", ".join(names))
