"""Writing a household's own guides."""

from decimal import Decimal

import pytest

from accounts.access import tenant
from tests.cast import Cast
from tracker.commands.errors import Refused
from tracker.commands.guides import reset_guide, set_guides
from tracker.models import RatioGuide
from tracker.queries.guides import household_guides
from tracker.services.guides import DEFAULTS, Guide

pytestmark = pytest.mark.django_db
type Given = dict[str, tuple[Decimal, Decimal]]


def save(cast: Cast, guides: Given) -> dict[str, Guide]:
    with tenant(cast.household.id):
        set_guides(cast.household, actor=None, guides=guides)
        return household_guides(cast.household)


def test_without_own_ones_the_usual_guides_hold(cast: Cast) -> None:
    with tenant(cast.household.id):
        assert household_guides(cast.household) == DEFAULTS


def test_an_own_guide_holds_for_its_ratio_alone(cast: Cast) -> None:
    found = save(cast, {"debt_to_assets": (Decimal("0.4"), Decimal("0.6"))})
    assert (found["debt_to_assets"].low, found["debt_to_assets"].high) == (
        Decimal("0.4"),
        Decimal("0.6"),
    )
    assert [guide.ratio for guide in found.values() if guide.own] == ["debt_to_assets"]
    with tenant(cast.others.id):
        assert household_guides(cast.others) == DEFAULTS


def test_the_usual_figures_typed_are_the_usual_guide_again(cast: Cast) -> None:
    save(cast, {"leverage": (Decimal(2), Decimal(2))})
    assert not save(cast, {"leverage": (Decimal("3.0"), Decimal(3))})["leverage"].own
    assert not RatioGuide.objects.exists()


def test_one_guide_goes_back_to_the_usual(cast: Cast) -> None:
    save(cast, {"leverage": (Decimal(2), Decimal(2)), "credit_use": (Decimal(1), Decimal(1))})
    with tenant(cast.household.id):
        reset_guide(cast.household, actor=None, ratio="leverage")
        found = household_guides(cast.household)
    assert (found["leverage"].own, found["credit_use"].own) == (False, True)
    with tenant(cast.household.id), pytest.raises(Refused, match="unknown_ratio"):
        reset_guide(cast.household, actor=None, ratio="luck")


@pytest.mark.parametrize(
    ("ratio", "low", "high", "code"),
    [
        ("luck", 1, 2, "unknown_ratio"),
        ("debt_to_assets", "0.9", "0.8", "guide_order"),
        ("liquidity_months", "-1", "3", "guide_range"),
        ("liquidity_months", "3", "121", "guide_range"),
        ("leverage", "2", "3", "guide_range"),
    ],
)
def test_one_guide_that_cannot_be_keeps_all_as_they_were(
    cast: Cast, ratio: str, low: str, high: str, code: str
) -> None:
    wrong = {"credit_use": (Decimal("0.2"), Decimal("0.2")), ratio: (Decimal(low), Decimal(high))}
    with pytest.raises(Refused, match=code):
        save(cast, wrong)
    assert not RatioGuide.objects.exists()
