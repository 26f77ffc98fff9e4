"""The history on the command line: what scripts read, exactly as documented."""

import csv
import io
import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from accounts.access import tenant
from accounts.commands import add_member
from accounts.queries import HouseholdRow
from tests.cast import Cast, add_position, add_value
from tests.management.running import run
from tracker.commands.households import create_household
from tracker.models import Ownership, Position, ReferenceRate
from tracker.services.categories import Side
from tracker.services.deficit import episodes

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[1] / "data"
TODAY = ("--today", "2024-03-15")


def history(household: HouseholdRow, *words: str) -> list[dict[str, Any]]:
    found = json.loads(run("networth", "--household", household.slug, "--format", "json", *words))
    assert isinstance(found, list)
    return found


def own(household: HouseholdRow, position: Position, since: str, **parts: int) -> None:
    """Parts by member's name; members are made where missing."""
    from accounts.models import Member

    with tenant(household.id):
        for name, count in parts.items():
            member = Member.objects.filter(household_id=household.id, name=name).first()
            Ownership.objects.create(
                household_id=household.id,
                position=position,
                member=member or add_member(household.id, name=name),
                since=since,
                parts=count,
            )


@pytest.fixture
def household(db: None) -> HouseholdRow:
    return create_household("Home", currency="USD")


def test_without_values_the_list_is_empty(household: HouseholdRow) -> None:
    assert run("networth", "--household", "home", "--format", "json") == "[]\n"
    add_position(household, "Cash")
    assert history(household) == []
    assert "no values yet" in run("networth", "--household", "home")


def test_the_json_is_exactly_as_documented(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "Cash"), "2024-01-10", "15000.10")
    debt = add_position(household, "Mortgage", Side.LIABILITY, "mortgage")
    add_value(household, debt, "2024-02-29", "20000")
    assert history(household, *TODAY) == [
        {
            "month": "2024-01-31",
            "assets": "15000.1",
            "liabilities": "0",
            "net_worth": "15000.1",
            "complete": True,
            "provisional": False,
            "unpriced": [],
        },
        {
            "month": "2024-02-29",
            "assets": "15000.1",
            "liabilities": "20000",
            "net_worth": "-4999.9",
            "complete": True,
            "provisional": False,
            "unpriced": [],
        },
        {
            "month": "2024-03-15",
            "assets": "15000.1",
            "liabilities": "20000",
            "net_worth": "-4999.9",
            "complete": True,
            "provisional": True,
            "unpriced": [],
        },
    ]


def test_the_month_of_today_is_provisional_on_its_last_day_too(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "Cash"), "2024-01-31", 1)
    (row,) = history(household, "--today", "2024-01-31")
    assert (row["month"], row["provisional"]) == ("2024-01-31", True)
    rows = history(household, "--today", "2024-02-01")
    assert [(row["month"], row["provisional"]) for row in rows] == [
        ("2024-01-31", False),
        ("2024-02-01", True),
    ]
    assert history(household, "--today", "2024-01-30") == []


def test_amounts_are_neither_rounded_nor_padded_nor_in_short_form(household: HouseholdRow) -> None:
    amount = "123456789012345.000000000000000001"
    add_value(household, add_position(household, "Coin"), "2024-03-01", amount)
    add_value(household, add_position(household, "Dust"), "2024-03-01", "0.000000000000000010")
    (row,) = history(household, *TODAY)
    assert row["assets"] == "123456789012345.000000000000000011"


def test_a_range_of_months_is_cut_out(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "Cash"), "2023-11-05", 1)
    months = [row["month"] for row in history(household, *TODAY)]
    assert months == ["2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-15"]
    cut = history(household, "--from", "2023-12", "--to", "2024-02", *TODAY)
    assert [row["month"] for row in cut] == months[1:4]
    last = history(household, "--from", "2024-03", "--to", "2030-01", *TODAY)
    assert [row["month"] for row in last] == months[4:]
    assert history(household, "--to", "2023-10", *TODAY) == []


def test_another_basis_and_another_currency_are_reported(household: HouseholdRow) -> None:
    home = add_position(household, "Home", category="real_estate")
    add_value(household, home, "2024-03-01", 300_000, book=250_000)
    ReferenceRate.objects.create(base="EUR", currency="USD", as_of="2024-03-01", rate="1.25")
    assert history(household, "--basis", "book", *TODAY)[0]["assets"] == "250000"
    assert history(household, "--basis", "liquidation", *TODAY)[0]["assets"] == "240000"
    assert history(household, "--currency", "eur", *TODAY)[0]["assets"] == "240000"


def test_what_has_no_price_is_named_and_the_month_is_incomplete(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "Cash"), "2024-03-01", 5)
    add_value(household, add_position(household, "Compte", currency="XOF"), "2024-03-01", 5)
    (row,) = history(household, "--by", "category", *TODAY)
    assert (row["assets"], row["complete"], row["unpriced"]) == ("5", False, ["Compte"])
    table = run("networth", "--household", "home", *TODAY)
    assert "incomplete (no price or rate: Compte)" in table


def test_what_is_not_valued_yet_makes_a_month_incomplete(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "Cash"), "2024-03-01", 5)
    add_position(household, "Car", opened_on=date(2024, 3, 2))
    (row,) = history(household, *TODAY)
    assert (row["complete"], row["unpriced"]) == (False, [])


def test_categories_stand_beside_the_totals_once_they_count(household: HouseholdRow) -> None:
    cash = add_position(household, "Cash")
    card = add_position(household, "Card", Side.LIABILITY, "credit_card")
    bill = add_position(household, "Guarantee", Side.LIABILITY, "guarantees")
    add_value(household, cash, "2024-02-01", "7.50")
    add_value(household, add_position(household, "Wallet"), "2024-02-01", 1)
    add_value(household, bill, "2024-02-01", 99)
    add_value(household, card, "2024-03-01", 0)
    first, second = history(household, "--by", "category", *TODAY)
    assert first["categories"] == [{"side": "asset", "category": "cash", "amount": "8.5"}]
    assert second["categories"] == [
        {"side": "asset", "category": "cash", "amount": "8.5"},
        {"side": "liability", "category": "credit_card", "amount": "0"},
    ]


def test_a_third_is_given_with_eighteen_digits(household: HouseholdRow) -> None:
    cash = add_position(household, "Cash")
    add_value(household, cash, "2024-03-01", 100)
    own(household, cash, "2024-01-01", Ann=1, Bo=2)
    add_value(household, add_position(household, "Jar"), "2024-03-01", 5)
    assert history(household, "--member", "Ann", *TODAY)[0]["assets"] == "33.3333333333333333"
    assert history(household, "--member", " bo ", *TODAY)[0]["assets"] == "66.6666666666666667"
    assert history(household, "--member", "Shared", *TODAY)[0]["assets"] == "5"
    assert history(household, *TODAY)[0]["assets"] == "105"


def test_a_member_answers_only_for_what_is_partly_theirs(household: HouseholdRow) -> None:
    far = add_position(household, "Far", currency="XOF")
    add_value(household, far, "2024-03-01", 5)
    own(household, far, "2024-01-01", Ann=1)
    near = add_position(household, "Near", category="investments")
    add_value(household, near, "2024-03-01", 6)
    own(household, near, "2024-01-01", Bo=1)
    (ann,) = history(household, "--member", "Ann", "--by", "category", *TODAY)
    (bo,) = history(household, "--member", "Bo", "--by", "category", *TODAY)
    assert (ann["complete"], ann["unpriced"], ann["categories"]) == (False, ["Far"], [])
    assert (bo["complete"], bo["unpriced"]) == (True, [])
    assert [found["category"] for found in bo["categories"]] == ["investments"]


def test_the_csv_has_the_same_figures(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "=1+1", currency="XOF"), "2024-03-01", 5)
    add_value(household, add_position(household, "Cash"), "2024-03-01", "-2.50")
    said = run("networth", "--household", "home", "--format", "csv", "--by", "category", *TODAY)
    assert list(csv.DictReader(io.StringIO(said))) == [
        {
            "month": "2024-03-15",
            "assets": "-2.5",
            "liabilities": "0",
            "net_worth": "-2.5",
            "complete": "false",
            "provisional": "true",
            "unpriced": "'=1+1",
            "asset:cash": "-2.5",
        }
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--household", "nobody"], "There is no household “nobody”"),
        (["--household", "\udcff"], "There is no household “ ”"),
        (["--household", "a\0b"], "There is no household “a b”"),
        (["--household", "home", "--member", "Zoe"], "There is no member “Zoe”"),
        (["--household", "home", "--currency", "XAU"], "There is no currency “XAU”"),
        (["--household", "home", "--from", "2024"], "--from takes a month"),
        (["--household", "home", "--to", "2024-13"], "--to takes a month"),
        (["--household", "home", "--today", "2023-02-29"], "--today takes a day"),
        (["--household", "home", "--from", "2024-02", "--to", "2024-01"], "later month"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    household: HouseholdRow, words: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence) as refusal:
        run("networth", *words)
    assert "\n" not in str(refusal.value)


def test_other_households_figures_are_not_in_it(cast: Cast) -> None:
    add_value(cast.others, add_position(cast.others, "Cash"), "2024-03-01", 5)
    assert history(cast.household, *TODAY) == []


# ── Real figures ─────────────────────────────────────────────────────────────────────────────────


def import_group(household: HouseholdRow, file: Path) -> None:
    run(
        "import_csv", "--household", household.slug, file,
        "--positions", DATA / "us-positions.csv",
    )  # fmt: skip


@pytest.mark.parametrize("group", ["us-bottom-half", "us-next-forty"])
def test_the_quarter_ends_equal_the_source_s_own_totals(
    household: HouseholdRow, group: str
) -> None:
    import_group(household, DATA / f"{group}.csv")
    found = {row["month"]: row for row in history(household, "--today", "2023-04-01")}
    with (DATA / f"{group}.expected.csv").open() as file:
        expected = list(csv.DictReader(file))
    assert len(expected) == 135
    for row in expected:
        for name in ("assets", "liabilities", "net_worth"):
            here = found[row["date"]]
            assert here["complete"]
            assert abs(Decimal(here[name]) - Decimal(row[name])) <= 2, (row["date"], name)


def test_the_real_deficit_is_found(household: HouseholdRow, tmp_path: Path) -> None:
    with (DATA / "us-bottom-half.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        del row["Consumer durables"]
    out = tmp_path / "without.csv"
    with out.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    import_group(household, out)
    quarters = {row["date"] for row in rows}
    found = [r for r in history(household, "--today", "2023-04-01") if r["month"] in quarters]
    dates = [date.fromisoformat(row["month"]) for row in found]
    (episode,) = episodes(dates, [int(row["net_worth"]) for row in found])
    assert episode.onset == date(2008, 3, 31)
    assert (episode.lowest_date, episode.lowest) == (date(2010, 12, 31), -692_287)
    assert (episode.recovered, episode.months) == (date(2016, 9, 30), 34)
    assert episode.fall_from == 88_216


@pytest.mark.parametrize(
    ("name", "assets", "liabilities", "net_worth"),
    [
        ("household-a", "345000", "395000", "-50000"),
        ("company-b", "2000000", "1650000", "350000"),
        ("household-c", "750000000", "450000000", "300000000"),
        ("graduate-d", "8000", "53000", "-45000"),
    ],
)
def test_the_worked_examples_come_out(
    db: None, tmp_path: Path, name: str, assets: str, liabilities: str, net_worth: str
) -> None:
    cases: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with (DATA / "worked-examples.csv").open() as file:
        for row in csv.DictReader(file):
            cases[row["household"]].append(row)
    household = create_household(name, currency=cases[name][0]["currency"])
    out = tmp_path / "case.csv"
    with out.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["date", "position", "side", "category", "commodity", "amount"])
        for row in cases[name]:
            columns = ("position", "side", "category", "currency", "amount")
            writer.writerow(["2024-03-01", *(row[column] for column in columns)])
    run("import_csv", "--household", household.slug, out)
    (row_of,) = history(household, *TODAY)
    figures = (row_of["assets"], row_of["liabilities"], row_of["net_worth"])
    assert figures == (assets, liabilities, net_worth)
