"""The dashboard's one figure, with all that it must never be shown without, and its two sides."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracker.services.books import HouseholdBooks
from tracker.services.categories import Side
from tracker.services.deficit import Level, Standing
from tracker.services.history import Columns, History
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.dashboard_view import Addresses, View
from tracker.viewmodels.freshness import estimated_line, fresh_line, partly_fresh_note
from tracker.wording import chart as chart_words
from tracker.wording import dashboard as words

STATUS_KINDS = {Level.ABOVE: "good", Level.BELOW: "act", Level.ZERO: "watch"}
YEAR = 12


@dataclass(frozen=True, slots=True)
class SideFigure:
    """One of the small figures beside the headline; `swatch` names its colour, `fresh` says how
    much of it is up to date, `url` leads to the rows behind it."""

    label: str
    swatch: str
    amount: str
    note: str
    fresh: str
    url: str


@dataclass(frozen=True, slots=True)
class Headline:
    """`url` leads to the balance sheet that makes up the figure; `fresh` says how much of it is up
    to date, and `stale_url` leads to what is not, where something is not; `estimated` says how
    many items are carried on by a model, "" for none."""

    basis_line: str
    on: date
    amount: str
    status: str
    status_kind: str
    since: str
    meaning: str
    calm: str
    url: str
    fresh: str
    stale_url: str
    estimated: str


def build_headline(
    where: Standing,
    books: HouseholdBooks,
    history: History,
    amount: str,
    view: View,
    person: str,
    addresses: Addresses,
    tag: str,
) -> Headline:
    """`amount` is net worth on the last date, `person` whose part it is, "" for everybody's."""
    on, market = history.dates[-1], view.basis == "market"
    share = history.fresh_share(-1, owner=view.owner)
    return Headline(
        basis_line=words.basis_line(on, history.currency, view.basis, person, tag),
        on=on,
        amount=amount,
        status=_status(where) if market else "",
        status_kind=STATUS_KINDS[where.level] if where.proven else "watch",
        since=words.standing_sentence(where, tag)
        if market
        else words.other_basis_sentence(view.basis),
        meaning=words.meaning(view.basis),
        calm=words.not_bankruptcy()
        if market and where.proven and where.level is Level.BELOW
        else "",
        url=addresses.past(addresses.balance, view),
        fresh=fresh_line(share, tag),
        stale_url="" if share in (None, 1) else f"{addresses.entry}?show=stale",
        estimated=estimated_line(books, history, view.owner),
    )


def build_sides(
    history: History, columns: Columns, amounts: AmountStyle, view: View, addresses: Addresses
) -> tuple[SideFigure, ...]:
    """What is owned, what is owed, and how net worth moved in a year where there was one. Both
    changes of the month are rounded so that they make up that of net worth."""
    assets, debts, worth = (
        [history.exact(number) for number in row[-YEAR - 1 :]]
        for row in (columns.assets, columns.liabilities, columns.net_worth)
    )
    notes = ("", "")
    if len(assets) > 1:
        notes = _month_notes(assets[-1] - assets[-2], debts[-1] - debts[-2], amounts)
    own, owe = amounts.sides(assets[-1], debts[-1])
    sheet = addresses.past(addresses.balance, view)
    fresh = [
        partly_fresh_note(history.fresh_share(-1, side=side, owner=view.owner), amounts.tag)
        for side in (Side.ASSET, Side.LIABILITY)
    ]
    figures = [
        SideFigure(chart_words.own(), "sea", own, notes[0], fresh[0], f"{sheet}#sheet-asset"),
        SideFigure(chart_words.owe(), "ember", owe, notes[1], fresh[1], f"{sheet}#sheet-liability"),
    ]
    if len(worth) > YEAR:
        span = {"from": history.dates[-YEAR - 1].isoformat(), "to": history.dates[-1].isoformat()}
        figures.append(
            SideFigure(
                words.twelve_months(),
                "",
                amounts.money(worth[-1] - worth[0], sign="change"),
                words.from_amount(amounts.number(worth[0])),
                "",
                addresses.past(addresses.compare, view, **span),
            )
        )
    return tuple(figures)


def _month_notes(assets: Fraction, debts: Fraction, amounts: AmountStyle) -> tuple[str, str]:
    own, owe = amounts.bare.changes(amounts.bare.round_sides(assets, debts))
    return words.this_month(own), words.this_month(owe)


def _status(where: Standing) -> str:
    """The side of zero, unless what is missing could turn it round."""
    return words.level_word(where.level) if where.proven else words.uncertain_text()
