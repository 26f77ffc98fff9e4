"""Sentences below a row of the entry grid that is not saved: what counts, and what is whose."""

from django.utils.translation import gettext as _


def carried_on(last: str | None) -> str:
    """Said after a refused amount: what the totals use instead."""
    if last is None:
        return _("It is left out of the totals until you fix it.")
    return _("The totals use {amount} until you fix it.").format(amount=last)


def stays_saved(amount: str) -> str:
    """The same where a value of this date is there already."""
    return _("{amount} stays saved until you fix it.").format(amount=amount)


def conflict_theirs(who: str | None, amount: str | None, time: str, *, own: bool) -> str:
    """What happened to the cell; who and when is not known once its value is gone."""
    if amount is None:
        return _("The value was cleared after you opened this page.")
    if own:
        sentence = _("You saved {amount} at {time} in another window.")
    elif who is None:
        sentence = _("Somebody saved {amount} at {time}, after you opened this page.")
    else:
        sentence = _("{name} saved {amount} at {time}, after you opened this page.")
    return sentence.format(name=who, amount=amount, time=time)


def conflict_mine(amount: str) -> str:
    """Follows it: what the reader wants there."""
    return _("You typed {amount}.").format(amount=amount) if amount else _("You cleared it.")


def conflict_notes(theirs: str, mine: str) -> str:
    """Both notes, where they differ."""
    if not theirs:
        return _("There is no note now; yours is “{mine}”.").format(mine=mine)
    if not mine:
        return _("The note now is “{theirs}”; yours is empty.").format(theirs=theirs)
    return _("The note now is “{theirs}”; yours is “{mine}”.").format(theirs=theirs, mine=mine)


def use_label(amount: str | None) -> str:
    if amount is None:
        return _("Leave it blank")
    return _("Use {amount}").format(amount=amount)


def keep_label(amount: str) -> str:
    if not amount:
        return _("Clear it")
    return _("Keep {amount}").format(amount=amount)
