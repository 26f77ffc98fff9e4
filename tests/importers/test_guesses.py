"""What a new item most likely is, by its name in several languages, its sign and its currency."""

from decimal import Decimal

import pytest

from tracker.importers.guesses import guess_currency, guess_item
from tracker.importers.kind_words import KINDS
from tracker.services.categories import Side, find_category

ASSET, DEBT = Side.ASSET, Side.LIABILITY


@pytest.mark.parametrize(
    ("name", "side", "category"),
    [
        ("Mortgage", DEBT, "mortgage"),
        ("Kredit", DEBT, "personal_loan"),
        ("Card", DEBT, "credit_card"),
        ("Savings", ASSET, "cash"),
        ("EUR account", ASSET, "cash"),
        ("Car", ASSET, "vehicles"),
        ("Car loan", DEBT, "car_loan"),
        ("Home loan (BTN)", DEBT, "mortgage"),
        ("My cardigan", ASSET, "other"),
        ("Pinjaman perumahan", DEBT, "mortgage"),
        ("Kad kredit Maybank", DEBT, "credit_card"),
        ("EPF", ASSET, "retirement"),
        ("KPR", DEBT, "mortgage"),
        ("Tabungan BCA", ASSET, "cash"),
        ("Reksa dana", ASSET, "investments"),
        ("Tiết kiệm VCB", ASSET, "cash"),
        ("Vay mua nhà", DEBT, "mortgage"),
        ("Nhà Thủ Đức", ASSET, "real_estate"),
        ("NHA", ASSET, "real_estate"),
        ("房貸", DEBT, "mortgage"),
        ("台北公寓", ASSET, "real_estate"),
        ("現金", ASSET, "cash"),
        ("信用卡 A", DEBT, "credit_card"),
        ("Tagesgeld", ASSET, "cash"),
    ],
)
def test_names_say_what_things_are(name: str, side: Side, category: str) -> None:
    guess = guess_item(name, currency="USD")
    assert (guess.side, guess.category) == (side, category)
    assert guess.sure == (category != "other")


def test_every_kind_there_is_a_word_for_is_a_category() -> None:
    assert all(find_category(side, category) for side, category in KINDS)


def test_figures_below_zero_make_a_debt_of_what_says_nothing() -> None:
    owed = (Decimal(-5), Decimal(-4))
    guess = guess_item("Thing", currency="USD", amounts=owed)
    assert (guess.side, guess.category, guess.sure) == (DEBT, "other", False)
    assert guess_item("Account 1", currency="USD", amounts=owed).side is DEBT
    assert guess_item("House", currency="USD", amounts=owed).side is ASSET


@pytest.mark.parametrize(
    ("name", "shown", "currency"),
    [
        ("EUR account", "", "EUR"),
        ("Checking (USD)", "", "USD"),
        ("Savings", "€5", "EUR"),
        ("Savings", "Rp 5.000", "IDR"),
        ("Dollar savings", "", "USD"),
        ("KPR BTN", "", "MYR"),
        ("ALL savings", "", "MYR"),
        ("Carp Fund", "", "MYR"),
    ],
)
def test_names_and_signs_say_the_currency(name: str, shown: str, currency: str) -> None:
    assert guess_item(name, currency="MYR", shown=shown).currency == currency


def test_no_currency_is_none() -> None:
    assert guess_currency("Savings", "1234") is None
