"""One ratio as a tile: its figure, its meter, what it is made of, and what reaches its guide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tracker.formatting import format_percent
from tracker.formatting.numbers import Sign
from tracker.services.categories import Side
from tracker.services.means import Means
from tracker.services.readings import Reading
from tracker.services.saved import Saved
from tracker.viewmodels.amounts import AmountStyle
from tracker.viewmodels.meter import Meter, build_meter
from tracker.viewmodels.ratio_rows import TileRows, all_rows, own_rows, saved_rows
from tracker.wording import category_name
from tracker.wording import ratios as words


@dataclass(frozen=True, slots=True)
class Tile:
    """`is_amount`: the value is money; `guide` is "" where there is none; `sentences` may hold
    amounts; `rows`: the items behind it, folded away."""

    ratio: str
    name: str
    value: str
    is_amount: bool
    chip: str
    chip_kind: str
    meter: Meter | None
    sentences: tuple[str, ...]
    guide: str
    guide_label: str
    rows: TileRows | None


class TileBuilder:
    """Tiles of one page: what they rest on, how it writes amounts, and whether it lists all items
    behind a figure (`in_full`)."""

    def __init__(
        self,
        means: Means,
        amounts: AmountStyle,
        year_ago: Mapping[str, Fraction],
        *,
        in_full: bool,
    ) -> None:
        self.means, self.amounts, self.year_ago, self.in_full = means, amounts, year_ago, in_full
        self.tag = amounts.tag
        self.facts: dict[str, Callable[[Reading], list[str]]] = {
            "debt_to_assets": lambda reading: [words.zero_at_whole()],
            "liquidity_months": self.cover,
            "credit_use": lambda reading: [
                words.use_sentence(self.money(means.cards.balance), self.money(means.cards.limit))
            ],
            "leverage": lambda reading: [words.leverage_sentence()],
            "emergency_fund": self.fund,
            "liquid_net_worth": lambda reading: [
                words.due_sentence(self.money(means.ready.total), self.money(means.due.amount))
            ],
            "debt_service_net": lambda reading: self.service(means.living.net_income),
            "debt_service_gross": lambda reading: self.service(means.living.gross_income),
            "loan_to_value": self.worst,
            "concentration": self.largest,
        }

    def tile(self, reading: Reading) -> Tile:
        ratio, guide, value = reading.ratio, reading.guide, reading.value or Fraction(0)
        chip = kind = said = ""
        if guide is not None:
            chip, kind = words.verdict_chip(guide, reading.verdict, self.tag)
            said = words.guide_text(guide, self.tag)
        sentences = [
            *self.facts[ratio](reading),
            *self.step(reading),
            *self.before(reading),
            *self.gaps(reading),
        ]
        return Tile(
            ratio=ratio,
            name=words.ratio_name(ratio),
            value=words.figure_text(guide.measure, value, self.tag) if guide else self.money(value),
            is_amount=guide is None,
            chip=chip,
            chip_kind=kind,
            meter=build_meter(guide, value, self.tag) if guide else None,
            sentences=tuple(sentences),
            guide=said,
            guide_label=words.guide_link(ratio, said) if said else "",
            rows=(all_rows if self.in_full else own_rows)(ratio, self.means, self.amounts),
        )

    def saved(self, saved: Saved) -> Tile:
        rate = None if self.means.owner else saved.rate(self.means.living.net_income)
        sentences = [words.saved_sentence()]
        if rate is not None:
            share = format_percent(rate, self.tag)
            sentences.insert(0, words.rate_sentence(share, provisional=saved.provisional))
        if not saved.complete:
            sentences.append(words.saved_incomplete())
        return Tile(
            ratio="saved",
            name=words.saved_name(saved.end, self.tag, provisional=saved.provisional),
            value=self.money(saved.amount, sign="change"),
            is_amount=True,
            chip="",
            chip_kind="",
            meter=None,
            sentences=tuple(sentences),
            guide="",
            guide_label="",
            rows=saved_rows(saved, self.amounts) if self.in_full else None,
        )

    def money(self, amount: Fraction, *, sign: Sign = "auto") -> str:
        return self.amounts.apt(amount, sign=sign)

    def cover(self, reading: Reading) -> list[str]:
        payments, spending = self.means.payments.amount, self.means.living.essential
        monthly = self.money((spending or Fraction(0)) + payments)
        ready = self.money(self.means.ready.sold)
        return [words.cover_sentence(ready, monthly, payments=bool(payments))]

    def fund(self, reading: Reading) -> list[str]:
        """Against the guide's next figure, on its best side against its last."""
        guide, value = reading.guide, reading.value
        if guide is None or value is None:
            return []
        goal = reading.target or guide.high
        if not goal:
            return []
        share = format_percent(value / Fraction(goal), self.tag, digits=0)
        amount = self.money(self.means.ready.immediate)
        return [
            words.fund_sentence(amount, share, words.guide_figure(guide.measure, goal, self.tag))
        ]

    def service(self, income: Fraction | None) -> list[str]:
        payments = self.means.payments.amount
        return [words.service_sentence(self.money(payments), self.money(income or Fraction(0)))]

    def worst(self, reading: Reading) -> list[str]:
        worst, together = self.means.worst, self.means.loan_to_value
        if worst is None or together is None:
            return []
        several = len(self.means.secured) > 1
        share = format_percent(together, self.tag) if several else ""
        return [words.worst_sentence(worst.value.position.name, share)]

    def largest(self, reading: Reading) -> list[str]:
        largest = self.means.largest
        if largest is None:
            return []
        category = category_name(Side.ASSET, largest.category)
        share = format_percent(largest.category_share, self.tag)
        return [words.largest_sentence(largest.item.position.name, category, share)]

    def step(self, reading: Reading) -> list[str]:
        """Not where the amount would be written as none."""
        if reading.step is None or reading.step < Fraction(1, 2):
            return []
        target = ""
        if reading.guide is not None and reading.target is not None:
            target = words.guide_figure(reading.guide.measure, reading.target, self.tag)
        name = self.means.worst.value.position.name if self.means.worst else ""
        return [words.next_step(reading.ratio, self.money(reading.step), target, name)]

    def before(self, reading: Reading) -> list[str]:
        figure = self.year_ago.get(reading.ratio)
        if figure is None or reading.guide is None:
            return []
        return [words.a_year_ago(words.figure_text(reading.guide.measure, figure, self.tag))]

    def gaps(self, reading: Reading) -> list[str]:
        """What is not in it, by what is not known of it."""
        known = [one.position.name for one in reading.left_out if one.value is not None]
        missing = [one.position.name for one in reading.left_out if one.value is None]
        say = {
            "liquid_net_worth": words.without_terms,
            "loan_to_value": words.without_worth,
        }.get(reading.ratio, words.without_payments)
        return [
            *([say(known)] if known else ()),
            *([words.without_values(missing)] if missing else ()),
        ]
