"""What being below zero does not mean for this household, and what it may look at next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tracker.formatting import format_number
from tracker.services.budgets import Living
from tracker.services.contingent import possible_debts
from tracker.services.equity import SecuredAsset, secured_assets
from tracker.services.grown_debts import grown_debts
from tracker.services.guides import Guide
from tracker.services.means import gather_means
from tracker.services.ownership import Owner, part_of
from tracker.services.payments import minimum_payments
from tracker.services.position_values import PositionValue, Status
from tracker.services.ratios import read_ratios
from tracker.services.trend import Move
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.deficit_asked import Links
from tracker.viewmodels.history_asked import Asked
from tracker.wording import deficit_meaning as words

GROWN_LISTED = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What it is not, in a few words, and a sentence with the household's own fact; `url`: the
    rows behind that."""

    title: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class MeaningCard:
    """The fields of deficit/_meaning.html; `steps` may be empty, which `nothing` says."""

    title: str
    meanings: tuple[Meaning, ...]
    steps: tuple[Step, ...]
    nothing: str


@dataclass(frozen=True, slots=True, eq=False)
class MeaningFacts:
    """At market, whatever the basis of the page. `before` and `now`: every position's value on the
    day `since` and today; `net_worth` and its change over a `year` are the owner's."""

    owner: Owner | None
    since: date
    today: date
    before: Sequence[PositionValue]
    now: Sequence[PositionValue]
    net_worth: Fraction
    year: Move
    living: Living
    guides: Mapping[str, Guide]

    @property
    def secured(self) -> list[SecuredAsset]:
        """What secures a debt and is partly the owner's."""
        return [one for one in secured_assets(self.now) if part_of(one.value.parts, self.owner)]


def build_meaning(
    facts: MeaningFacts, asked: Asked, amounts: AmountStyle, links: Links, *, below: bool
) -> MeaningCard:
    """`below`: net worth is certainly below zero today."""
    steps, ratios = _steps(facts, amounts, links), links.ratios_of(asked)
    market, since = replace(asked, basis="market"), facts.year.since
    return MeaningCard(
        title=words.title(below=below),
        meanings=(
            Meaning(words.not_bankruptcy(), _payments(facts, amounts), ratios),
            _ready(facts, amounts, ratios),
            Meaning(words.not_one_item(), _items(facts.secured, below=below)),
            Meaning(
                words.not_one_year(),
                _year(facts.year, amounts),
                links.between(market, since, facts.today) if since else "",
            ),
        ),
        steps=tuple(steps),
        nothing="" if steps else words.nothing_to_look_at(),
    )


def _payments(facts: MeaningFacts, amounts: AmountStyle) -> str:
    """Payments are the household's: of one person nothing is said of them."""
    payments = minimum_payments(facts.now, facts.today)
    if facts.owner is not None or not payments.amount:
        return words.bills_decide()
    amount = amounts.money(payments.amount)
    if payments.untold:
        return words.payments_partly(amount, len(payments.untold))
    return words.payments_known(amount)


def _ready(facts: MeaningFacts, amounts: AmountStyle, url: str) -> Meaning:
    """For how long is told of the household alone, whose spending it is; who has less than the
    guide is not told that money is not short."""
    means = gather_means(facts.now, facts.today, facts.living, owner=facts.owner)
    amount = amounts.money(means.ready.total)
    readings = read_ratios(means, facts.guides)
    cover = next((one for one in readings if one.ratio == "liquidity_months"), None)
    if cover is None or cover.value is None:
        return Meaning(words.not_illiquid(), words.ready(amount), url)
    months = format_number(cover.value, amounts.tag, digits=1)
    if cover.verdict in {"good", "watch"}:  # between its two figures the guide is met
        return Meaning(words.not_illiquid(), words.ready_for(amount, months), url)
    if cover.verdict is None:
        text = words.ready(amount) if cover.value < 0 else words.ready_for(amount, months)
    elif cover.value > 0:
        text = words.short_of_money(amount, months)
    else:
        text = words.no_money_ready()
    return Meaning(words.apart_from_money(), text, url)


def _items(secured: Sequence[SecuredAsset], *, below: bool) -> str:
    if not secured or any(one.gap is None for one in secured):
        return words.one_item_plain()
    return words.items_and_zero(len(_less_than_loan(secured)), below=below)


def _less_than_loan(secured: Sequence[SecuredAsset]) -> list[tuple[Fraction, SecuredAsset]]:
    gaps = [(one.gap, one) for one in secured if one.gap is not None and one.gap > 0]
    return sorted(gaps, key=lambda pair: -pair[0])


def _year(move: Move, amounts: AmountStyle) -> str:
    if move.amount is None:
        return words.all_years()
    level = (move.amount > 0) - (move.amount < 0)
    return words.last_year(level, amounts.money(abs(move.amount)))


def _steps(facts: MeaningFacts, amounts: AmountStyle, links: Links) -> list[Step]:
    """Growing debt first: it does not come back with prices."""
    owner, now = facts.owner, facts.now
    grown = grown_debts(facts.before, now, owner=owner)
    found = [
        Step(
            words.grown_debt(
                debt.value.position.name, amounts.money(debt.by), facts.since, amounts.tag
            ),
            links.item(debt.value.position.id),
        )
        for debt in grown[:GROWN_LISTED]
    ]
    if unknown := _names(now, Status.UNKNOWN, owner):
        found.append(Step(words.missing_values(unknown), links.entry))
    if unpriced := _names(now, Status.UNPRICED, owner):
        found.append(Step(words.missing_prices(unpriced), links.prices))
    possible = possible_debts(now, facts.net_worth, facts.today, owner=owner)
    if possible.total and possible.worst is not None:
        text = words.possible_debts(amounts.money(possible.total), amounts.money(possible.worst))
        found.append(Step(text, links.balance))
    for gap, one in _less_than_loan(facts.secured):
        text = words.less_than_loan(one.value.position.name, amounts.money(gap))
        found.append(Step(text, links.item(one.value.position.id)))
    if links.settings and facts.living.row is None and owner is None:
        found.append(Step(words.add_spending(), links.settings))
    return found


def _names(values: Sequence[PositionValue], status: Status, owner: Owner | None) -> list[str]:
    return [
        value.position.name
        for value in values
        if value.status is status and not value.position.contingent and part_of(value.parts, owner)
    ]
