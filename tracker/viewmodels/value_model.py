"""How an item's value goes on by itself: what was said, and what comes of it in the next year."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tracker.formatting import format_date, format_money, format_number, format_percent
from tracker.services.books import PositionBook, ValueModel
from tracker.services.calendar import add_months, date_of, day_of
from tracker.services.categories import Side
from tracker.services.estimates import LOAN, can_go_on, fill
from tracker.services.loan_outlook import LoanOutlook, loan_outlook
from tracker.viewmodels.sheet import shown_digits
from tracker.wording import value_models as words
from tracker.wording.items import percent_text

COMING_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ComingMonth:
    """One line of the preview. `less`: what its value loses, of a loan what is paid; `interest` of
    a loan alone."""

    on: str
    iso: str
    less: str
    interest: str
    value: str


@dataclass(frozen=True, slots=True)
class ModelCard:
    """`text`: what holds now; `facts`: what comes of a loan; `nothing`: why there is no preview.
    `is_tried`: the preview is of what was typed and not saved."""

    heading: str
    text: str
    is_saved: bool
    is_tried: bool
    is_loan: bool
    facts: tuple[str, ...]
    coming: tuple[ComingMonth, ...]
    nothing: str


def build_model_card(
    position: PositionBook, today: date, tag: str, *, tried: ValueModel | None = None
) -> ModelCard | None:
    """None where it cannot go on by itself. `tried`: a model that was typed and is not saved."""
    if not can_go_on(position):
        return None
    is_debt = position.side is Side.LIABILITY
    going = replace(position, model=tried or position.model)
    day = day_of(today)
    outlook = loan_outlook(going, day) if is_debt and going.model else None
    coming = _coming(going, day, tag) if going.model else ()
    nothing = words.no_estimates(_reason(going, day)) if going.model and not coming else ""
    return ModelCard(
        heading=words.heading(is_debt=is_debt),
        text=_text(position, tag) or words.none_text(is_debt=is_debt),
        is_saved=position.model is not None,
        is_tried=tried is not None,
        is_loan=is_debt,
        facts=_facts(going, outlook, tag) if outlook else (),
        coming=coming,
        nothing=nothing,
    )


def _text(position: PositionBook, tag: str) -> str:
    """What its saved model says; nothing without one."""
    model = position.model
    if model is None:
        return ""
    since = date_of(model.since)
    residual = _money(position, tag, model.residual) if model.residual else ""
    if model.kind == LOAN:
        return words.loan_text(since, tag)
    if model.rate is not None:
        return words.declining_text(percent_text(model.rate, tag), residual, since, tag)
    return words.straight_line_text(date_of(model.ends or model.since), residual, since, tag)


def _facts(position: PositionBook, outlook: LoanOutlook, tag: str) -> tuple[str, ...]:
    """What is left of a loan, and what it costs; or that it does not end, and what would end it."""
    if outlook.ends is None or outlook.effective is None:
        payment = _money(position, tag, outlook.payment)
        smallest = _money(position, tag, outlook.smallest or outlook.payment)
        return (words.outgrows_text(payment, smallest, grows=outlook.grows),)
    interest = _money(position, tag, outlook.interest)
    effective = format_percent(outlook.effective / 100, tag, digits=2)
    return (
        words.payments_left(outlook.payments, date_of(outlook.ends), interest, tag),
        words.rates_text(percent_text(outlook.quoted, tag), effective, is_flat=outlook.is_flat),
    )


def _coming(position: PositionBook, today: int, tag: str) -> tuple[ComingMonth, ...]:
    """The estimates of the next twelve months, each beside what it takes off the one before."""
    end = day_of(add_months(date_of(today), COMING_MONTHS))
    filled = fill(position, end)
    at = np.flatnonzero(filled.amounts.days > today)
    if not len(at) or not len(filled.estimated):
        return ()
    values = filled.amounts.decimals(np.arange(at[0] - 1, len(filled.amounts)))
    digits = shown_digits(map(Fraction, values), position.currency)

    def number(amount: Decimal) -> str:
        return format_number(amount, tag, digits=digits)

    rows = []
    for day, before, value in zip(
        filled.amounts.days[at].tolist(), values, values[1:], strict=False
    ):
        interest = filled.interest.get(day)
        rows.append(
            ComingMonth(
                on=format_date(date_of(day), tag),
                iso=date_of(day).isoformat(),
                less=number(before + (interest or 0) - value),
                interest="" if interest is None else number(interest),
                value=number(value),
            )
        )
    return tuple(rows)


def _reason(position: PositionBook, today: int) -> str:
    """Why a model says nothing of the next twelve months."""
    if not len(position.amounts):
        return "value"
    model = position.model
    if model is not None and model.since > day_of(add_months(date_of(today), COMING_MONTHS)):
        return "later"
    if position.side is Side.ASSET:
        return "ended"
    last = position.amounts.decimals(np.array([len(position.amounts) - 1]))[0]
    return "settled" if last <= 0 else "terms"


def _money(position: PositionBook, tag: str, amount: Decimal) -> str:
    digits = shown_digits([Fraction(amount)], position.currency)
    return format_money(amount, position.currency, tag, digits=digits)
