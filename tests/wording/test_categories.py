"""Every code that people meet has a plain name, and no two of a list are alike."""

from tracker.importers import SOURCES
from tracker.services.categories import BY_KEY, CATEGORIES, Liquidity, Side
from tracker.wording import (
    basis_name,
    category_choices,
    category_name,
    liquidity_choices,
    side_name,
    source_choices,
)
from tracker.wording.categories import CATEGORY_NAMES


def test_every_category_has_a_name_of_its_own():
    assert set(CATEGORY_NAMES) == set(BY_KEY)
    names = [str(name) for name in CATEGORY_NAMES.values()]
    assert len(set(names)) == len(names) == len(CATEGORIES)
    assert category_name(Side.ASSET, "real_estate") == "Property"
    assert category_name(Side.LIABILITY, "unheard") == "unheard"


def test_choices_come_in_display_order():
    assets, debts = category_choices(Side.ASSET), category_choices(Side.LIABILITY)
    assert assets[0] == ("cash", "Cash and deposits")
    assert debts[0] == ("mortgage", "Mortgages")
    assert len(assets) + len(debts) == len(CATEGORIES)
    assert [code for code, _ in liquidity_choices()] == [item.value for item in Liquidity]
    assert [code for code, _ in source_choices()] == list(SOURCES)


def test_no_code_stands_where_a_name_should():
    for code, name in (*liquidity_choices(), *source_choices()):
        assert name != code
    assert (side_name(Side.ASSET), basis_name("market")) == ("What you own", "Today's value")
