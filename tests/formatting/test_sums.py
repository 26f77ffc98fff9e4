"""What a typed sum comes to, and that nothing else than a sum is ever worked out."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.formatting import AmountError, InputCode, Worked, parse_sum
from tracker.formatting.numbers import MINUS


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("12.5", "en", "12.5"),
        ("=12+3.5", "en", "15.5"),
        (" = 12 + 3.5 ", "en", "15.5"),
        ("=2+3*4", "en", "14"),
        ("=(2+3)*4", "en", "20"),
        ("=10-4-3", "en", "3"),
        ("=100/8", "en", "12.5"),
        ("=-5--3", "en", "-2"),
        (f"=5{MINUS}7", "en", "-2"),
        ("=2×3÷4", "en", "1.5"),
        ("=1,000.50*2", "en", "2001"),
        ("=1.000,50*2", "id", "2001"),
        ("=12 500+1", "fr", "12501"),
        ("=0.1+0.2", "en", "0.3"),
        ("=1/3*3", "en", "1"),
        ("=5-5", "en", "0"),
        ("=12.345*100", "en", "1234.5"),
        ("=999999999999999.99", "en", "999999999999999.99"),
    ],
)
def test_a_sum_is_worked_out_exactly_in_the_reader_s_marks(text, tag, expected):
    worked = parse_sum(text, tag, digits=2)
    assert worked.number == Decimal(expected)
    assert not worked.rounded


@pytest.mark.parametrize(
    ("text", "digits", "expected"),
    [
        ("=10/3", 2, "3.33"),
        ("=20/3", 2, "6.67"),
        ("=1/8", 2, "0.12"),
        ("=3/8", 2, "0.38"),
        ("=-1/8", 2, "-0.12"),
        ("=10/3", 0, "3"),
        ("=1/3", 18, "0.333333333333333333"),
    ],
)
def test_a_division_is_rounded_half_even_to_what_can_be_kept_and_says_so(text, digits, expected):
    worked = parse_sum(text, "en", digits=digits)
    assert (worked.number, worked.rounded) == (Decimal(expected), True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("=", "sum_unfinished"),
        ("=1+", "sum_unfinished"),
        ("=9**9**9", "sum_misplaced"),
        ("=*3", "sum_misplaced"),
        ("=()", "sum_misplaced"),
        ("=1/0", "sum_by_zero"),
        ("=1/(2-2)", "sum_by_zero"),
        ("=(1", "sum_brackets"),
        ("=1)", "sum_brackets"),
        ("=3(4)", "sum_sign_missing"),
        ("=(3)4", "sum_sign_missing"),
        ("=1 2", "foreign_mark"),
        ("=１２+3", "wide_digits"),
        ("=1＋2", "characters"),
        ("==1", "characters"),
        ("=1e5", "exponent"),
        ("=sum(1)", "letters"),
        ("=__import__('os').system('x')", "characters"),
        ("=1;2", "characters"),
        ("=0.005*1", "too_many_decimals"),
        ("=" + "9" * 16, "too_large"),
        ("=999999999999999*2", "too_large"),
        ("=" + "1+" * 100 + "1", "sum_too_long"),
        ("=" + "(" * 21 + "1" + ")" * 21, "sum_too_deep"),
        ("=" + "(" * 199, "sum_too_deep"),
        ("1+2", "misplaced_sign"),
        ("", "empty"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, code):
    with pytest.raises(AmountError) as refused:
        parse_sum(text, "en", digits=2)
    assert refused.value.code == code
    assert set(refused.value.params) == set(refused.value.code.params)


def test_twenty_brackets_and_many_signs_are_still_read():
    assert parse_sum("=" + "(" * 20 + "7" + ")" * 20, "en").number == 7
    assert parse_sum("=" + "-" * 198 + "7", "en").number == 7


def work(text: str, *, digits: int) -> tuple[Worked | None, str]:
    """What a sum comes to, or the code of its refusal."""
    try:
        return parse_sum(text, "en", digits=digits), ""
    except AmountError as error:
        return None, error.code.value


numbers = st.decimals(min_value=0, max_value=999_999, places=2).map(lambda n: f"{n:f}")
sums = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: "".join(parts)),
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(sums)
def test_it_agrees_with_fractions_on_every_sum(text):
    # The reference is Python's own arithmetic, on text that this test has made itself.
    source = re.sub(r"\d+\.\d+", lambda found: f"Fraction('{found.group()}')", text)
    try:
        exact = eval(source, {"Fraction": Fraction})  # noqa: S307
    except ZeroDivisionError:
        exact = None
    worked, code = work("=" + text, digits=18)
    if worked is None:
        too_large = exact is not None and abs(exact) >= 10**15
        allowed = {
            "sum_by_zero": exact is None,
            "too_large": too_large,
            "sum_too_long": len(text) >= 200,
        }
        assert allowed[code]
        return
    assert exact is not None
    assert abs(Fraction(worked.number) - exact) <= Fraction(1, 2 * 10**18)
    assert worked.rounded == (Fraction(worked.number) != exact)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="=0123456789.,+-*/() e×÷−'\u00a0１٣_x", max_size=210))
def test_no_text_does_anything_but_be_read_or_refused(text):
    worked, code = work(text, digits=2)
    if worked is None:
        assert code in {code.value for code in InputCode}
    else:
        assert abs(worked.number) < 10**15
        assert worked.number == worked.number.quantize(Decimal("0.01"))
