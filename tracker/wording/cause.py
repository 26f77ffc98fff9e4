"""Sentences of why net worth fell: calm, debt that grows first, and no promise that money returns.

`show` writes a positive amount in the reporting currency.
"""

from collections.abc import Callable
from fractions import Fraction

from django.utils.translation import gettext as _

from tracker.services.cause import Cause, Code, Part

type Show = Callable[[Fraction], str]


def cause_sentences(cause: Cause, show: Show) -> tuple[str, ...]:
    """All there is to say of a movement, a whole sentence each: what is left out, what to watch,
    the cause, what may return, what softened it."""
    said = (
        *_left_out(cause, show),
        watch_sentence(cause, show),
        cause_sentence(cause, show),
        return_sentence(cause, show),
        softened_sentence(cause, show),
    )
    return tuple(sentence for sentence in said if sentence)


def cause_sentence(cause: Cause, show: Show) -> str:
    """The cause in one sentence."""
    if cause.code in (Code.NONE, Code.RECORDS, Code.OWNERSHIP):
        return _no_fall(cause, show)
    if cause.code is Code.MIXED:
        return _mixed(cause, show)
    part, amount = _told(cause, cause.code, of=sum(cause.adverse.values(), Fraction(0)))
    only = cause.share == 1 and amount == cause.adverse[cause.code]
    words = _only(part) if only else _mostly(part)
    return words.format(fall=show(-cause.moved), amount=show(amount))


def watch_sentence(cause: Cause, show: Show) -> str:
    """What needs watching where debt grew and is not the cause by itself; "" where it did not."""
    grown = cause.adverse.get(Code.DEBT_GREW)
    if grown is None or cause.code is Code.DEBT_GREW or cause.moved >= 0:
        return ""
    part, amount = _told(cause, Code.DEBT_GREW, of=grown)
    words = {
        Part.BORROWING: _("One to watch first: what you owe grew by {amount}."),
        Part.INTEREST: _("One to watch first: interest on what you owe came to {amount}."),
        Part.DEBT_EXCHANGE: _(
            "One to watch first: currencies moved, and what you owe grew by {amount}."
        ),
        None: _("One to watch first: what you owe took {amount}."),
    }[part]
    return words.format(amount=show(amount))


def _told(cause: Cause, code: Code, *, of: Fraction) -> tuple[Part | None, Fraction]:
    """What may be said of a cause, with the amount that is true of it: one part by its own amount
    where it is two thirds `of` what was adverse, else the cause as a whole.

    What is owned loses value in every way; what is owed is None, since neither interest nor a
    currency nor what was left of borrowing after transfers is how far it grew.
    """
    part, whole = cause.chief_part(code), cause.adverse[code]
    own = -cause.parts[part]
    if part is Part.BORROWING:
        grew = not cause.set_off and own <= whole
        return (part if grew else None), whole
    if part in (Part.WORTH, Part.SAVINGS):
        return part, whole
    if own <= whole and 3 * own >= 2 * of:
        return part, own
    return (Part.WORTH if code is Code.VALUES_FELL else None), whole


def return_sentence(cause: Cause, show: Show) -> str:
    """How much of a fall may return with prices; "" where nothing of it may."""
    if not cause.may_return:
        return ""
    return _("Values that fell may return: here that is {amount}.").format(
        amount=show(cause.may_return)
    )


def softened_sentence(cause: Cause, show: Show) -> str:
    """What made a fall smaller; "" where nothing did."""
    amounts = {code.value: show(amount) for code, amount in cause.softened.items()}
    if cause.moved >= 0 or not amounts:
        return ""
    beyond = _softened_beyond(frozenset(cause.softened)) if cause.set_off else ""
    if beyond:
        return beyond.format(**amounts)
    return {
        frozenset({Code.VALUES_FELL}): _("Values that rose softened it by {values_fell}."),
        frozenset({Code.SAVINGS_SPENT}): _("Money put aside softened it by {savings_spent}."),
        frozenset({Code.DEBT_GREW}): _("Debts that shrank softened it by {debt_grew}."),
        frozenset({Code.VALUES_FELL, Code.SAVINGS_SPENT}): _(
            "Values that rose softened it by {values_fell}, money put aside by {savings_spent}."
        ),
        frozenset({Code.VALUES_FELL, Code.DEBT_GREW}): _(
            "Values that rose softened it by {values_fell}, debts that shrank by {debt_grew}."
        ),
        frozenset({Code.SAVINGS_SPENT, Code.DEBT_GREW}): _(
            "Money put aside softened it by {savings_spent}, debts that shrank by {debt_grew}."
        ),
    }[frozenset(cause.softened)].format(**amounts)


def _softened_beyond(codes: frozenset[Code]) -> str:
    """Where money went into debts, or came from them: only what one moved beyond the other."""
    return {
        frozenset({Code.SAVINGS_SPENT}): _(
            "Savings grew by {savings_spent} more than debts did, which softened it."
        ),
        frozenset({Code.DEBT_GREW}): _(
            "Debts shrank by {debt_grew} more than savings did, which softened it."
        ),
        frozenset({Code.VALUES_FELL, Code.SAVINGS_SPENT}): _(
            "Values that rose softened it by {values_fell}, "
            "savings that grew more than debts by {savings_spent}."
        ),
        frozenset({Code.VALUES_FELL, Code.DEBT_GREW}): _(
            "Values that rose softened it by {values_fell}, "
            "debts that shrank more than savings by {debt_grew}."
        ),
    }.get(codes, "")


def _no_fall(cause: Cause, show: Show) -> str:
    if cause.code is Code.RECORDS:
        return _("Net worth is lower only because more is known now, or less: nothing was lost.")
    if cause.code is Code.OWNERSHIP:
        return _("Net worth is lower only because parts changed hands.")
    if cause.total == 0:
        return _("Net worth did not change.")
    return _("Net worth rose by {amount}.").format(amount=show(cause.total))


def _mostly(part: Part | None) -> str:
    return {
        Part.WORTH: _(
            "Net worth fell by {fall}, mostly because what you own lost {amount} in value."
        ),
        Part.WEAR: _("Net worth fell by {fall}, mostly because things lost {amount} with age."),
        Part.ASSET_EXCHANGE: _(
            "Net worth fell by {fall}, mostly because currencies moved: {amount}."
        ),
        Part.SAVINGS: _("Net worth fell by {fall}, mostly because savings were spent: {amount}."),
        Part.BORROWING: _(
            "Net worth fell by {fall}, mostly because what you owe grew by {amount}."
        ),
        Part.INTEREST: _(
            "Net worth fell by {fall}, mostly because interest on what you owe came to {amount}."
        ),
        Part.DEBT_EXCHANGE: _(
            "Net worth fell by {fall}, mostly because currencies moved "
            "and what you owe grew by {amount}."
        ),
        None: _("Net worth fell by {fall}, mostly because what you owe took {amount}."),
    }[part]


def _only(part: Part | None) -> str:
    """Where nothing else lowered net worth."""
    return {
        Part.WORTH: _("Net worth fell by {fall} because what you own lost {amount} in value."),
        Part.WEAR: _("Net worth fell by {fall} because things lost {amount} with age."),
        Part.ASSET_EXCHANGE: _("Net worth fell by {fall} because currencies moved: {amount}."),
        Part.SAVINGS: _("Net worth fell by {fall} because savings were spent: {amount}."),
        Part.BORROWING: _("Net worth fell by {fall} because what you owe grew by {amount}."),
        Part.INTEREST: _(
            "Net worth fell by {fall} because interest on what you owe came to {amount}."
        ),
        Part.DEBT_EXCHANGE: _(
            "Net worth fell by {fall} because currencies moved and what you owe grew by {amount}."
        ),
        None: _("Net worth fell by {fall} because what you owe took {amount}."),
    }[part]


def _mixed(cause: Cause, show: Show) -> str:
    amounts = {code.value: show(amount) for code, amount in cause.adverse.items()}
    return {
        frozenset({Code.DEBT_GREW, Code.VALUES_FELL}): _(
            "Net worth fell by {fall}: what you owe took {debt_grew}, "
            "values that fell {values_fell}."
        ),
        frozenset({Code.DEBT_GREW, Code.SAVINGS_SPENT}): _(
            "Net worth fell by {fall}: what you owe took {debt_grew}, "
            "spent savings {savings_spent}."
        ),
        frozenset({Code.VALUES_FELL, Code.SAVINGS_SPENT}): _(
            "Net worth fell by {fall}: values that fell took {values_fell}, "
            "spent savings {savings_spent}."
        ),
        frozenset({Code.DEBT_GREW, Code.VALUES_FELL, Code.SAVINGS_SPENT}): _(
            "Net worth fell by {fall}: what you owe took {debt_grew}, "
            "values that fell {values_fell}, spent savings {savings_spent}."
        ),
    }[frozenset(cause.adverse)].format(fall=show(-cause.moved), **amounts)


def _left_out(cause: Cause, show: Show) -> tuple[str, ...]:
    """What moved the figure and is neither gained nor lost."""
    known = ownership = ""
    if cause.known > 0:
        known = _(
            "{amount} was added by items that became known or can no longer be counted: "
            "nothing was gained, and what follows leaves it out."
        )
    elif cause.known < 0:
        known = _(
            "{amount} was taken off by items that became known or can no longer be counted: "
            "nothing was lost, and what follows leaves it out."
        )
    if cause.ownership > 0:
        ownership = _(
            "{amount} was added by parts that changed hands, and what follows leaves it out."
        )
    elif cause.ownership < 0:
        ownership = _(
            "{amount} was taken off by parts that changed hands, and what follows leaves it out."
        )
    return (
        known.format(amount=show(abs(cause.known))),
        ownership.format(amount=show(abs(cause.ownership))),
    )
