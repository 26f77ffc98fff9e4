"""The way from nothing to a first month: the sign-up pages and the steps on the dashboard."""

from dataclasses import dataclass
from typing import Any

from tracker.formatting import currency_name

OWN, OWE, MONTH = 2, 3, 4


@dataclass(frozen=True, slots=True)
class FirstRunPage:
    """The fields of first_run/welcome.html and first_run/new_household.html."""

    own_fields: tuple[Any, ...]
    household_fields: tuple[Any, ...]
    form: Any


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The fields of first_run/_steps.html, included as `steps`.

    `now` is the number of the one step that is offered first; `owned` and `owed` count items.
    """

    slug: str
    household: str
    currency: str
    owned: int
    owed: int
    now: int
    may_edit: bool


def build_page(form: Any) -> FirstRunPage:
    """A form of tracker.forms.first_run, in its two parts."""
    return FirstRunPage(tuple(form.own_fields()), tuple(form.household_fields()), form)


def build_steps(
    *,
    slug: str,
    household: str,
    currency: str,
    owned: int,
    owed: int,
    may_edit: bool,
    locale: str,
) -> FirstSteps:
    """The steps of a household without a value: what is done, and what is next."""
    now = OWN if not owned else OWE if not owed else MONTH
    return FirstSteps(
        slug=slug,
        household=household,
        currency=f"{currency_name(currency, locale)} ({currency})",
        owned=owned,
        owed=owed,
        now=now,
        may_edit=may_edit,
    )
