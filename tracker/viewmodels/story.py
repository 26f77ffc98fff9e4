"""What a change of net worth is told in: the verdict, what to watch, what may return, what is no
gain."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tracker.formatting import format_percent
from tracker.services.categories import Side
from tracker.services.cause import Cause, Code, cause_of
from tracker.services.change import Explained
from tracker.services.change_groups import ChangeGroup, find_grown_debt
from tracker.services.unusual import UnusualFall
from tracker.viewmodels.amounts import PartStyle
from tracker.viewmodels.change import ChangeTable
from tracker.wording import change as words
from tracker.wording.categories import category_name
from tracker.wording.cause import cause_sentence, cause_sentences


@dataclass(frozen=True, slots=True)
class Story:
    """`before` and `after` stand around the verdict: debt that grew in a fall is named first."""

    before: tuple[str, ...]
    verdict: str
    after: tuple[str, ...]


def tell_change(
    explained: Explained, groups: Sequence[ChangeGroup], table: ChangeTable, style: PartStyle
) -> Story:
    """A fall by its cause, a rise by its side; amounts as the table shows them."""
    cause = cause_of(explained)
    if cause.code is Code.NONE:
        return _tell_rise(cause, groups, table, style)

    def show(amount: Fraction) -> str:
        return style.money(style.round_total(amount))

    said, verdict = cause_sentences(cause, show), cause_sentence(cause, show)
    at = said.index(verdict)
    return Story(said[:at], verdict, said[at + 1 :])


def unusual_sentence(fall: UnusualFall, tag: str) -> str:
    """One calm line for a month that fell far more than others."""
    if fall.share is None:
        return words.unusual_fall()
    return words.unusual_fall_of(format_percent(fall.share, tag))


def _tell_rise(
    cause: Cause, groups: Sequence[ChangeGroup], table: ChangeTable, style: PartStyle
) -> Story:
    amount = style.money(abs(table.total))
    if cause.known >= cause.total > 0:
        return Story((), words.better_known(amount), _watch(groups, style))
    own, owe = style.money(abs(table.own)), style.money(abs(table.owe))
    after = [words.change_sides(table.own, table.owe, own, owe)] if table.groups else []
    if cause.known > 0:
        known = style.money(style.round_total(cause.known))
        after.append(words.partly_known(known))
    return Story(
        (),
        words.change_verdict(table.total, table.own, table.owe, amount),
        (*after, *_watch(groups, style)),
    )


def _watch(groups: Sequence[ChangeGroup], style: PartStyle) -> tuple[str, ...]:
    """The debts that grew most, where some did."""
    grown = find_grown_debt(groups)
    if grown is None or not (amount := style.round_total(grown[1])):
        return ()
    return (words.watch_debt(category_name(Side.LIABILITY, grown[0]), style.money(amount)),)
