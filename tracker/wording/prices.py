"""Words about what units and currencies are worth: how old it is, where it is from, what lacks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.formatting import currency_name, format_date, format_number
from tracker.services.calendar import add_months
from tracker.services.price_freshness import CurrencyState
from tracker.wording.dashboard import join_names

IMPORTED = "import"
KIND_NAMES: dict[str, Promise] = {
    "security": gettext_lazy("Shares and bonds"),
    "fund": gettext_lazy("Fund"),
    "metal": gettext_lazy("Metal"),
    "crypto": gettext_lazy("Crypto"),
    "other": gettext_lazy("Other"),
}


def shown_of(shown: str, total: str, *, rates: bool) -> str:
    """How many of all entries a long list shows at once."""
    if rates:
        return _("{shown} of {total} rates").format(shown=shown, total=total)
    return _("{shown} of {total} prices").format(shown=shown, total=total)


def kind_name(code: str) -> str:
    """What sort of unit it is."""
    return str(KIND_NAMES.get(code, code))


def source_text(source: str) -> str:
    """Where an entered price or rate is from."""
    if source == IMPORTED:
        return _("Imported from a file")
    return source or _("Entered by hand")


def age_text(as_of: date, on: date) -> str:
    """How old a price or rate is, in whole days, months or years."""
    days = (on - as_of).days
    if days <= 0:
        return _("today")
    months = (on.year - as_of.year) * 12 + on.month - as_of.month
    if add_months(as_of, months) > on:
        months -= 1
    if months < 2:
        return ngettext("{count} day old", "{count} days old", days).format(count=days)
    if months < 24:
        return ngettext("{count} month old", "{count} months old", months).format(count=months)
    years = months // 12
    return ngettext("{count} year old", "{count} years old", years).format(count=years)


def no_price_sentence(unit: str, names: Sequence[str], since: date | None, tag: str) -> str:
    """Items that are not counted for want of a price; `since` None where none is valued yet."""
    items = join_names(names)
    if since is None:
        return _("No price for {unit}: {items} cannot be counted without one.").format(
            unit=unit, items=items
        )
    return ngettext(
        "No price for {unit}: {items} is not counted since {date}.",
        "No price for {unit}: {items} are not counted since {date}.",
        len(names),
    ).format(unit=unit, items=items, date=format_date(since, tag))


def no_rate_sentence(currency: str, names: Sequence[str], since: date | None, tag: str) -> str:
    """Items that are not counted for want of a rate; `since` None where none is valued yet."""
    items = join_names(names)
    if since is None:
        return _("No rate for {currency}: {items} cannot be counted without one.").format(
            currency=currency, items=items
        )
    return ngettext(
        "No rate for {currency}: {items} is not counted since {date}.",
        "No rate for {currency}: {items} are not counted since {date}.",
        len(names),
    ).format(currency=currency, items=items, date=format_date(since, tag))


def old_price_sentence(unit: str, names: Sequence[str], as_of: date, on: date, tag: str) -> str:
    """Items that are counted with a price nobody has looked at for long."""
    return ngettext(
        "The price for {unit} is of {date}, {age}: {items} is counted with it.",
        "The price for {unit} is of {date}, {age}: {items} are counted with it.",
        len(names),
    ).format(
        unit=unit,
        items=join_names(names),
        date=format_date(as_of, tag),
        age=age_text(as_of, on),
    )


def old_rate_sentence(currency: str, names: Sequence[str], as_of: date, on: date, tag: str) -> str:
    """Items that are counted with a rate nobody has looked at for long."""
    return ngettext(
        "The rate for {currency} is of {date}, {age}: {items} is counted with it.",
        "The rate for {currency} is of {date}, {age}: {items} are counted with it.",
        len(names),
    ).format(
        currency=currency,
        items=join_names(names),
        date=format_date(as_of, tag),
        age=age_text(as_of, on),
    )


def old_reference_sentence(names: Sequence[str], as_of: date, on: date, tag: str) -> str:
    """Items that are counted with reference rates nobody has refreshed for long."""
    return ngettext(
        "The reference rates are of {date}, {age}: {items} is counted with them. Whoever looks "
        "after this server can refresh them; a rate of your own comes first from its day on.",
        "The reference rates are of {date}, {age}: {items} are counted with them. Whoever looks "
        "after this server can refresh them; a rate of your own comes first from its day on.",
        len(names),
    ).format(items=join_names(names), date=format_date(as_of, tag), age=age_text(as_of, on))


def all_fresh_sentence() -> str:
    return _("Every price and rate that your items rest on is up to date.")


def enter_price_action() -> str:
    return _("Enter a price")


def enter_rate_action() -> str:
    return _("Enter a rate")


def look_action() -> str:
    """For somebody who may only look."""
    return _("See it")


def way_text(state: CurrencyState) -> str:
    """How today's rate came about: whose it is, and what was done with it."""
    if not state.steps:
        return ""
    if len(state.steps) == 1:
        [step] = state.steps
        if step.own:
            if not step.inverted:
                return _("Your own rate")
            return _("Your own rate of {base} in {quote}, turned around").format(
                base=step.base, quote=step.quote
            )
        if not step.inverted:
            return _("Reference rate")
        return _("Reference rate of {base} in {quote}, turned around").format(
            base=step.base, quote=step.quote
        )
    owns = {step.own for step in state.steps}
    via = state.rate.via if state.rate else None
    if owns == {True}:
        return _("Crossed from two rates of your own, through {currency}").format(currency=via)
    if owns == {False}:
        return _("Crossed from two reference rates, through {currency}").format(currency=via)
    return _("Crossed from a rate of your own and a reference rate, through {currency}").format(
        currency=via
    )


def own_source_text(source: str) -> str:
    """A rate of the household's own, and where it is from."""
    return _("Your own rate · {source}").format(source=source)


def unpublished_text(currency: str) -> str:
    """Why somebody has to look the rate up."""
    return _(
        "The European Central Bank publishes no rate of {currency}: enter it yourself."
    ).format(currency=currency)


def not_loaded_text() -> str:
    """The bank has the currency, but there is nothing on or before this day."""
    return _("There is no reference rate up to this day: enter one yourself.")


def reference_text(newest: date | None, tag: str) -> str:
    """How far the shared rates reach."""
    if newest is None:
        return _("No reference rates are loaded: every rate must be entered.")
    return _("The European Central Bank's reference rates are loaded up to {date}.").format(
        date=format_date(newest, tag)
    )


def reference_source() -> str:
    return _("European Central Bank")


def crossed_source() -> str:
    """Of a day's rate that the bank does not publish itself."""
    return _("European Central Bank, through the euro")


def rate_text(base: str, rate: str, quote: str) -> str:
    """What one unit is worth: "1 USD = 15,800 IDR"."""
    return _("1 {base} = {rate} {quote}").format(base=base, rate=rate, quote=quote)


def short_rate(rate: Decimal, tag: str) -> str:
    """A computed rate with six significant digits, however small it is."""
    return format_number(rate, tag, digits=max(0, min(18, 5 - rate.adjusted())))


def price_label(unit: str) -> str:
    """The field of what one unit is worth."""
    return _("Price of one {unit}").format(unit=unit)


def rate_label(base: str, quote: str) -> str:
    """The field of a rate."""
    return _("1 {base} in {quote}").format(base=base, quote=quote)


def currency_label(code: str, tag: str) -> str:
    """A currency by its name and its code."""
    return _("{name} ({code})").format(name=currency_name(code, tag), code=code)


def removal_text(day: date, before: tuple[str, date] | None, after: date | None, tag: str) -> str:
    """What taking away the entry of a day changes; `before` is what then holds, with its date."""
    shown = format_date(day, tag)
    if before is not None and after is not None:
        return _("Without it, {entry} of {date} holds from {day} until {after}.").format(
            entry=before[0],
            date=format_date(before[1], tag),
            day=shown,
            after=format_date(after, tag),
        )
    if before is not None:
        return _("Without it, {entry} of {date} holds from {day} on.").format(
            entry=before[0], date=format_date(before[1], tag), day=shown
        )
    if after is not None:
        return _("Without it there is none before {after}.").format(after=format_date(after, tag))
    return _("Without it there is none at all.")


def clash_text(theirs: str, mine: str) -> str:
    """Two people entered something for the same day."""
    return _(
        "Somebody has entered {theirs} for this day meanwhile, you typed {mine}. Save to keep "
        "yours, or keep the other."
    ).format(theirs=theirs, mine=mine)


def gone_text(mine: str) -> str:
    """Somebody has taken away what was being changed."""
    return _(
        "Somebody has removed it meanwhile, you typed {mine}. Save to enter yours, or leave it "
        "away."
    ).format(mine=mine)


def there_already_text(theirs: str, mine: str) -> str:
    """A day was chosen for which there is an entry."""
    return _(
        "For this day there is {theirs} already, you typed {mine}. Save to put yours in its place, "
        "or keep the other."
    ).format(theirs=theirs, mine=mine)


def removed_clash_text(theirs: str) -> str:
    """What was to be removed has been changed by somebody."""
    return _(
        "Somebody has changed it to {theirs} meanwhile. Remove it all the same, or keep it."
    ).format(theirs=theirs)


def latest_text(entry: str, as_of: date, on: date, tag: str) -> str:
    """What is known so far, beside an empty field."""
    return _("{entry}, {date} ({age})").format(
        entry=entry, date=format_date(as_of, tag), age=age_text(as_of, on)
    )


def none_yet() -> str:
    return _("none yet")


def more_items_text(count: int) -> str:
    return ngettext("and {count} more", "and {count} more", count).format(count=count)


def price_removed() -> str:
    return _("The price was removed.")


def rate_removed() -> str:
    return _("The rate was removed.")


def many_saved(count: int) -> str:
    if not count:
        return _("Nothing was changed.")
    return ngettext("{count} entry was saved.", "{count} entries were saved.", count).format(
        count=count
    )


def price_lacks_rate_text(currency: str) -> str:
    """There is a price, in a currency nobody can convert."""
    return _("There is no rate for {currency}, so the price cannot be used yet.").format(
        currency=currency
    )


def known_rate_text(rate: str, source: str, day: str) -> str:
    """What is used so far, beside an empty field."""
    return _("{rate}, {date} ({source})").format(rate=rate, source=source, date=day)


def chart_conclusion(name: str, first: str, since: str, last: str, until: str) -> str:
    """What a chart of prices shows, in words."""
    return _("{name}: {first} on {since}, {last} on {until}.").format(
        name=name, first=first, since=since, last=last, until=until
    )
