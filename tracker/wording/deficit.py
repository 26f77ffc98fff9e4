"""Sentences about being below zero: where net worth stands, and since when."""

from datetime import date

from django.utils.translation import gettext as _

from tracker.formatting import format_date, format_month
from tracker.services.deficit import Episode, Level, Standing
from tracker.wording.categories import basis_name


def page_line(on: date, currency: str, basis: str, person: str, tag: str) -> str:
    """What the headline is never without: its date, currency and basis."""
    if person:
        return _("{date} · {currency} · {basis} · the part of {person}").format(
            date=format_date(on, tag),
            currency=currency,
            basis=basis_name(basis).lower(),
            person=person,
        )
    return _("{date} · {currency} · {basis}").format(
        date=format_date(on, tag), currency=currency, basis=basis_name(basis).lower()
    )


def headline(where: Standing, amount: str, basis: str, tag: str) -> str:
    """How far above or below zero, since when, by which values; `amount` has no sign."""
    if not where.proven:
        return _(
            "Whether net worth is above or below zero is not certain: values or prices are missing."
        )
    return _headlines(basis)[where.level, where.open_start].format(
        amount=amount, month=format_month(where.since, tag)
    )


def _headlines(basis: str) -> dict[tuple[Level, bool], str]:
    return {
        "market": {
            (Level.BELOW, False): _("{amount} below zero since {month}, at today's values."),
            (Level.BELOW, True): _(
                "{amount} below zero since {month} or earlier, at today's values."
            ),
            (Level.ABOVE, False): _("{amount} above zero since {month}, at today's values."),
            (Level.ABOVE, True): _(
                "{amount} above zero since {month} or earlier, at today's values."
            ),
            (Level.ZERO, False): _("Exactly zero since {month}, at today's values."),
            (Level.ZERO, True): _("Exactly zero since {month} or earlier, at today's values."),
        },
        "book": {
            (Level.BELOW, False): _(
                "{amount} below zero since {month}, if everything were worth what it cost."
            ),
            (Level.BELOW, True): _(
                "{amount} below zero since {month} or earlier, if everything were worth what it "
                "cost."
            ),
            (Level.ABOVE, False): _(
                "{amount} above zero since {month}, if everything were worth what it cost."
            ),
            (Level.ABOVE, True): _(
                "{amount} above zero since {month} or earlier, if everything were worth what it "
                "cost."
            ),
            (Level.ZERO, False): _(
                "Exactly zero since {month}, if everything were worth what it cost."
            ),
            (Level.ZERO, True): _(
                "Exactly zero since {month} or earlier, if everything were worth what it cost."
            ),
        },
        "liquidation": {
            (Level.BELOW, False): _(
                "{amount} below zero since {month}, if everything had to be sold fast."
            ),
            (Level.BELOW, True): _(
                "{amount} below zero since {month} or earlier, if everything had to be sold fast."
            ),
            (Level.ABOVE, False): _(
                "{amount} above zero since {month}, if everything had to be sold fast."
            ),
            (Level.ABOVE, True): _(
                "{amount} above zero since {month} or earlier, if everything had to be sold fast."
            ),
            (Level.ZERO, False): _(
                "Exactly zero since {month}, if everything had to be sold fast."
            ),
            (Level.ZERO, True): _(
                "Exactly zero since {month} or earlier, if everything had to be sold fast."
            ),
        },
    }[basis]


def at_market(where: Standing, amount: str) -> str:
    """Beside another basis: what today's values say, which alone set the status."""
    if not where.proven:
        return _("At today's values it is not certain on which side of zero you are.")
    return {
        Level.ABOVE: _("At today's values you are above zero, by {amount}."),
        Level.BELOW: _("At today's values you are below zero too, by {amount}."),
        Level.ZERO: _("At today's values you are exactly at zero."),
    }[where.level].format(amount=amount)


def past_episode(episode: Episode, lowest: str, tag: str) -> str:
    """Above zero: the last time below it."""
    recovered = episode.recovered
    if recovered is None:
        return ""
    found = {
        "since": format_month(episode.onset, tag),
        "until": format_month(recovered, tag),
        "lowest": lowest,
        "month": format_month(episode.lowest_date, tag),
    }
    if episode.open_start:
        return _(
            "Below zero from {since} or earlier until {until}; at the lowest {lowest} in {month}."
        ).format(**found)
    return _("Below zero from {since} until {until}; at the lowest {lowest} in {month}.").format(
        **found
    )


def never_below(first: date, tag: str) -> str:
    """Nothing has happened that this page tells of."""
    return _("No month end since {month} was below zero.").format(month=format_month(first, tag))


def would_appear() -> str:
    return _(
        "If net worth ever fell below zero, this page would say since when, how deep and why, "
        "and how fast it comes back."
    )


def not_certain() -> str:
    """What to do about a side of zero that is open."""
    return _("As soon as the missing values or prices are in, this page says where you stand.")
