"""A change on the command line: what scripts read, exactly as documented."""

import json
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
from tracker.models import DebtTerms, Ownership
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[1] / "data"
PERIOD = ("--from", "2023-12-31", "--to", "2024-01-31")


@pytest.fixture
def household(db: None) -> HouseholdRow:
    return create_household("Home", currency="USD")


def change(household: HouseholdRow, *words: str) -> dict[str, Any]:
    found = json.loads(
        run("change", "--household", household.slug, "--format", "json", *(words or PERIOD))
    )
    assert isinstance(found, dict)
    return found


def test_the_json_is_exactly_as_documented(household: HouseholdRow) -> None:
    cash = add_position(household, "Cash")
    add_value(household, cash, "2023-12-31", "5000.50")
    add_value(household, cash, "2024-01-31", "4200")
    loan = add_position(household, "Car loan", Side.LIABILITY, "car_loan")
    add_value(household, loan, "2023-12-31", "36500")
    add_value(household, loan, "2024-01-31", "36010")
    with tenant(household.id):
        DebtTerms.objects.create(
            household_id=household.id, position=loan, since="2023-01-01", rate=10, method="reducing"
        )
    assert change(household) == {
        "from": "2023-12-31",
        "to": "2024-01-31",
        "net_worth_from": "-31499.5",
        "net_worth_to": "-31810",
        "complete": True,
        "terms": [
            {
                "position": "Cash",
                "side": "asset",
                "category": "cash",
                "kind": "money",
                "amount": "-800.5",
                "estimate": False,
            },
            {
                "position": "Car loan",
                "side": "liability",
                "category": "car_loan",
                "kind": "interest",
                "amount": "-310",
                "estimate": False,
            },
            {
                "position": "Car loan",
                "side": "liability",
                "category": "car_loan",
                "kind": "repaid",
                "amount": "800",
                "estimate": False,
            },
        ],
        "cause": "debt_grew",
    }


def test_the_real_deficits_terms_add_up_to_its_fall(household: HouseholdRow) -> None:
    run("import_csv", "--household", "home", str(DATA / "us-bottom-half.csv"),
        "--positions", str(DATA / "us-positions.csv"))  # fmt: skip
    found = change(household, "--from", "2007-12-31", "--to", "2010-12-31")
    without = [term for term in found["terms"] if term["position"] != "Consumer durables"]
    sums = {
        side: sum(Decimal(term["amount"]) for term in without if term["side"] == side)
        for side in ("asset", "liability")
    }
    assert sums == {"asset": -721_814, "liability": -58_689}
    assert found["cause"] == "values_fell"


def test_a_persons_part_and_another_basis(household: HouseholdRow) -> None:
    home = add_position(household, "House", Side.ASSET, "real_estate")
    add_value(household, home, "2023-12-31", 100)
    add_value(household, home, "2024-01-31", 70)
    with tenant(household.id):
        for name, parts in (("Ann", 2), ("Ben", 1)):
            member = add_member(household.id, name=name)
            Ownership.objects.create(
                household_id=household.id,
                position=home,
                member=member,
                since="2023-01-01",
                parts=parts,
            )
    of_ann = change(household, *PERIOD, "--member", "Ann", "--basis", "liquidation")
    assert [(term["kind"], term["amount"]) for term in of_ann["terms"]] == [("revaluation", "-16")]
    assert of_ann["net_worth_to"].startswith("37.333333333333333")
    assert change(household, *PERIOD, "--member", "Shared")["terms"] == []


def test_the_table_shows_the_terms_and_says_why(household: HouseholdRow) -> None:
    home = add_position(household, "House", Side.ASSET, "real_estate")
    add_value(household, home, "2023-12-31", 305_000)
    add_value(household, home, "2024-01-31", 201_000)
    said = run("change", "--household", "home", *PERIOD).splitlines()
    assert said == [
        "Home, USD, market",
        "2023-12-31             305,000.00",
        "  House: revaluation  −104,000.00",
        "2024-01-31             201,000.00",
        "Net worth fell by 104,000.00 because what you own lost 104,000.00 in value.",
        "Values that fell may return: here that is 104,000.00.",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "2024-02-01", "--to", "2024-01-31"), "--from is a later day than --to."),
        (("--from", "January", "--to", "2024-01-31"), "--from takes a day such as"),
        (("--from", "2023-12-31", "--to", "31.1.2024"), "--to takes a day such as"),
        ((*PERIOD, "--member", "Zoe"), "There is no member “Zoe”"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(
    household: HouseholdRow, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("change", "--household", "home", *words)


def test_a_strangers_household_stays_out_of_it(cast: Cast, household: HouseholdRow) -> None:
    add_value(cast.household, add_position(cast.household, "Theirs"), "2024-01-10", 5)
    assert change(household)["terms"] == []
