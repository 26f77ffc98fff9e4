"""Sentences about loans on items and about possible debts, in each of their forms."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tracker.services.contingent import Trigger
from tracker.services.deficit import Episode
from tracker.services.level_again import LevelAgain
from tracker.wording import loan_to_value, possible, underwater

LONG = Episode(
    onset=date(2024, 3, 31),
    lowest_date=date(2024, 5, 31),
    lowest=Fraction(-5),
    months=8,
    recovered=None,
    complete=True,
    open_start=False,
    fall_from=None,
    fall_from_date=None,
    regained=Fraction(0),
)
SHORT, OPEN = replace(LONG, months=1), replace(LONG, open_start=True)
APRIL = date(2027, 4, 30)


def test_since_when_an_item_is_worth_less_than_its_loan() -> None:
    assert underwater.since_text(LONG, "en") == "since March 2024, 8 months"
    assert underwater.since_text(SHORT, "en") == "since March 2024, 1 month"
    assert underwater.since_text(OPEN, "en") == "since March 2024 or earlier, 8 months or more"
    assert loan_to_value.stretch_text(OPEN, "en") == (
        "It has been worth less than its loan since March 2024 or earlier: 8 months or more."
    )
    assert loan_to_value.past_stretch_text(SHORT, APRIL, "en") == (
        "It was worth less than its loan from March 2024 on, for 1 month, until it was level again "
        "in April 2027."
    )


def test_when_it_is_level_again_is_said_with_what_that_takes_for_granted() -> None:
    unchanged, modelled = (LevelAgain(APRIL, by_model=known) for known in (False, True))
    assert underwater.again_text(unchanged, "en") == (
        "Level again around Apr 2027 at today's value."
    )
    assert underwater.again_text(modelled, "en") == (
        "Level again around Apr 2027, if its value goes on as entered."
    )
    assert "if its value goes on as entered and" in loan_to_value.again_text(modelled, "en")


def test_possible_debts_of_one_and_of_several_read_differently() -> None:
    assert possible.not_counted("$5", guarantees=True) == "Not counted: guarantees of $5."
    assert possible.not_counted("$5", guarantees=False) == "Not counted: possible debts of $5."
    assert possible.if_called("$1", None, 1) == "If it were called, net worth would be $1."
    assert possible.if_called("$1", "$4", 2) == (
        "If all were called, net worth would be $1; by their likelihood, $4."
    )
    assert (possible.by_likelihood(1), possible.by_likelihood(2)) == (
        "By its likelihood",
        "By their likelihood",
    )


@pytest.mark.parametrize("trigger", [Trigger.PASSED, Trigger.SOON, Trigger.LATER])
def test_a_day_is_named_whether_it_has_passed_or_comes(trigger: Trigger) -> None:
    said = possible.trigger_text(trigger, APRIL, "en")
    assert "30 Apr 2027" in said
    assert said.endswith(
        {"passed": "has passed", "soon": "within 12 months", "later": "30 Apr 2027"}[trigger]
    )
