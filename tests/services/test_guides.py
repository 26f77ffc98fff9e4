"""How a ratio is judged by its guide, and what the usual guides are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.services.guides import DEFAULTS, HIGHEST, Guide, judge, own_guide

RANK = {"good": 0, "watch": 1, "act": 2}
GUIDES = st.sampled_from(list(DEFAULTS.values()))
FIGURES = st.decimals(0, 100, places=3)


def test_the_usual_guides_are_those_of_the_definition() -> None:
    figures = {ratio: (str(guide.low), str(guide.high)) for ratio, guide in DEFAULTS.items()}
    assert figures == {
        "debt_to_assets": ("0.5", "0.8"),
        "liquidity_months": ("3", "6"),
        "emergency_fund": ("1", "3"),
        "credit_use": ("0.3", "0.3"),
        "debt_service_net": ("0.3", "0.35"),
        "debt_service_gross": ("0.36", "0.36"),
        "loan_to_value": ("1", "1"),
        "concentration": ("0.5", "0.5"),
        "leverage": ("3", "3"),
    }
    assert all(len(ratio) <= 30 for ratio in DEFAULTS)
    assert all(0 <= g.low <= g.high <= HIGHEST[g.measure] for g in DEFAULTS.values())
    assert all((g.low == g.high) is g.single for g in DEFAULTS.values())


@pytest.mark.parametrize(
    ("ratio", "figure", "verdict"),
    [
        ("debt_to_assets", "0.5", "good"),
        ("debt_to_assets", "0.51", "watch"),
        ("debt_to_assets", "0.8", "watch"),
        ("debt_to_assets", "1.14", "act"),
        ("liquidity_months", "6", "good"),
        ("liquidity_months", "3", "watch"),
        ("liquidity_months", "2.9", "act"),
        ("credit_use", "0.3", "good"),
        ("credit_use", "0.99", "watch"),
        ("loan_to_value", "1", "good"),
        ("loan_to_value", "1.01", "watch"),
    ],
)
def test_a_figure_on_the_guide_is_still_on_its_better_side(
    ratio: str, figure: str, verdict: str
) -> None:
    assert judge(DEFAULTS[ratio], Decimal(figure)) == verdict


@given(guide=GUIDES, one=FIGURES, other=FIGURES)
def test_a_better_figure_is_never_judged_worse(guide: Guide, one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other), reverse=not guide.more_is_better)
    assert RANK[judge(guide, better)] <= RANK[judge(guide, worse)]


@given(guide=GUIDES, figure=FIGURES)
def test_an_exact_share_is_judged_as_its_decimal_is(guide: Guide, figure: Decimal) -> None:
    assert judge(guide, Fraction(figure)) == judge(guide, figure)


def test_a_household_s_own_guide_keeps_what_the_ratio_is() -> None:
    own = own_guide("liquidity_months", Decimal(2), Decimal(4))
    assert (own.low, own.high, own.own, own.more_is_better) == (2, 4, True, True)
    with pytest.raises(KeyError):
        own_guide("luck", Decimal(1), Decimal(2))
