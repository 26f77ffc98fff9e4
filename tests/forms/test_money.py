"""The one number field: exact, strict in the reader's locale, and it keeps what was typed."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.forms.money import MoneyField, PercentField, WholeNumberField
from tracker.forms.reader import Reader, ReaderForm


class Form(ReaderForm):
    amount = MoneyField(digits=2, shown_digits=2, required=False)
    share = PercentField(required=False)
    count = WholeNumberField(required=False, minimum=0)


def form(locale: str = "en", data: dict[str, str] | None = None, **initial: object) -> Form:
    return Form(data, reader=Reader(locale, date(2026, 11, 21)), initial=initial)


@pytest.mark.parametrize(
    ("locale", "typed", "exact"),
    [
        ("en", "1,234.50", "1234.5"),
        ("de", "1.234,50", "1234.5"),
        ("id", "1.234.567", "1234567"),
        ("en-IN", "12,34,567", "1234567"),
        ("en", "\u221212", "-12"),
        ("en", "999999999999999.99", "999999999999999.99"),
        ("en", " 0 ", "0"),
    ],
)
def test_a_number_is_read_as_its_reader_writes_it(locale: str, typed: str, exact: str) -> None:
    filled = form(locale, {"amount": typed})
    assert filled.is_valid()
    assert filled.cleaned_data["amount"] == Decimal(exact)


@pytest.mark.parametrize("typed", ["1,5", "1.2.3", "12e3", "NaN", "٣", "1.005", "1" * 16, "abc"])
def test_what_does_not_fit_is_refused_and_stays_in_the_field(typed: str) -> None:
    filled = form("en", {"amount": typed})
    assert not filled.is_valid()
    assert f'value="{typed}"' in str(filled["amount"])


def test_blank_is_no_value_and_zero_is_zero() -> None:
    blank, zero = form(data={"amount": " "}), form(data={"amount": "0"})
    assert blank.is_valid()
    assert zero.is_valid()
    assert blank.cleaned_data["amount"] is None
    assert zero.cleaned_data["amount"] == 0


def test_what_the_field_shows_it_reads_back() -> None:
    for locale in ("en", "de", "fr", "de-CH", "en-IN"):
        shown = form(locale, amount=Decimal("-1234567.5"))["amount"].value()
        filled = form(locale, {"amount": shown})
        assert filled.is_valid(), shown
        assert filled.cleaned_data["amount"] == Decimal("-1234567.5")


def test_ranges_and_whole_numbers_are_kept() -> None:
    filled = form(data={"share": "100.5", "count": "1.5"})
    assert "Enter a number from 0 to 100." in str(filled.errors["share"])
    assert "count" in filled.errors
    whole = form(data={"count": "3"})
    assert whole.is_valid()
    assert whole.cleaned_data["count"] == 3


def test_the_keyboard_of_a_telephone_offers_digits() -> None:
    assert 'inputmode="decimal"' in str(form()["amount"])
    assert 'inputmode="numeric"' in str(form()["count"])
