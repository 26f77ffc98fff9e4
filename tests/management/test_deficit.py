"""Episodes below zero on the command line: what scripts read, exactly as documented."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from accounts.queries import HouseholdRow
from tests.cast import Cast, add_position, add_value
from tests.management.running import run
from tracker.commands.households import create_household
from tracker.services.categories import Side

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[1] / "data"
TODAY = ("--today", "2024-05-20")


def deficit(household: HouseholdRow, *words: str) -> list[dict[str, Any]]:
    found = json.loads(run("deficit", "--household", household.slug, "--format", "json", *words))
    assert isinstance(found, list)
    return found


@pytest.fixture
def household(db: None) -> HouseholdRow:
    return create_household("Home", currency="USD")


def owe(household: HouseholdRow, amounts: dict[str, object]) -> None:
    loan = add_position(household, "Loan", Side.LIABILITY, "personal_loan")
    for on, amount in amounts.items():
        add_value(household, loan, on, str(amount))


def test_a_household_that_was_never_below_zero_has_no_episodes(household: HouseholdRow) -> None:
    assert run("deficit", "--household", "home", "--format", "json") == "[]\n"
    add_value(household, add_position(household, "Cash"), "2024-01-31", 5)
    assert deficit(household, *TODAY) == []
    assert "Never below zero" in run("deficit", "--household", "home", *TODAY)


def test_the_json_is_exactly_as_documented(household: HouseholdRow) -> None:
    add_value(household, add_position(household, "Cash"), "2023-12-31", 100)
    owe(household, {"2024-01-31": "100.25", "2024-02-29": 130, "2024-03-31": 90, "2024-05-10": 101})
    assert deficit(household, *TODAY) == [
        {
            "onset": "2024-01-31",
            "lowest": {"month": "2024-02-29", "net_worth": "-30"},
            "months": 2,
            "recovered": "2024-03-31",
            "complete": True,
            "open_start": False,
        },
        {
            "onset": "2024-05-20",
            "lowest": {"month": "2024-05-20", "net_worth": "-1"},
            "months": 1,
            "recovered": None,
            "complete": True,
            "open_start": False,
        },
    ]


def test_below_zero_from_the_first_record_is_open_at_its_start(household: HouseholdRow) -> None:
    owe(household, {"2024-02-10": 5, "2024-04-30": 0})
    (episode,) = deficit(household, *TODAY)
    assert (episode["open_start"], episode["months"]) == (True, 2)
    said = run("deficit", "--household", "home", *TODAY)
    assert "before 2024-02-29  month ends 2 or more  lowest −5.00" in said
    assert "recovered 2024-04-30" in said


def test_an_episode_with_a_month_that_lacks_something_is_not_complete(
    household: HouseholdRow,
) -> None:
    owe(household, {"2024-02-10": 5})
    abroad = add_position(household, "Loan abroad", Side.LIABILITY, "other", currency="XOF")
    add_value(household, abroad, "2024-03-10", 1)
    (episode,) = deficit(household, *TODAY)
    assert (episode["complete"], episode["recovered"]) == (False, None)
    assert run("deficit", "--household", "home", *TODAY).endswith("still below zero  incomplete\n")


def test_the_other_bases_have_their_own_episodes(household: HouseholdRow) -> None:
    home = add_position(household, "Home", category="real_estate")
    add_value(household, home, "2024-03-01", 300_000, book=250_000)
    owe(household, {"2024-03-01": 260_000})
    assert deficit(household, *TODAY) == []
    (book,) = deficit(household, "--basis", "book", *TODAY)
    (fast,) = deficit(household, "--basis", "liquidation", *TODAY)
    assert (book["lowest"]["net_worth"], fast["lowest"]["net_worth"]) == ("-10000", "-20000")


def test_a_member_has_episodes_of_their_own(cast: Cast) -> None:
    add_value(cast.household, add_position(cast.household, "Cash"), "2024-03-01", 100)
    owe(cast.household, {"2024-03-01": 30})
    assert deficit(cast.household, *TODAY) == []
    assert deficit(cast.household, "--member", "Editor", *TODAY) == []
    assert deficit(cast.household, "--member", "Shared", *TODAY) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--household", "nobody"], "There is no household “nobody”"),
        (["--household", "home", "--member", "Zoe"], "There is no member “Zoe”"),
        (["--household", "home", "--today", "2023-02-29"], "--today takes a day"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    household: HouseholdRow, words: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence) as refusal:
        run("deficit", *words)
    assert "\n" not in str(refusal.value)


def import_real(household: HouseholdRow, folder: Path) -> None:
    """The poorer half of American households without what they own in durables."""
    with (DATA / "us-bottom-half.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        del row["Consumer durables"]
    out = folder / "without.csv"
    with out.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    run(
        "import_csv", "--household", household.slug, out,
        "--positions", DATA / "us-positions.csv",
    )  # fmt: skip


def test_the_real_deficit_is_34_quarters_or_102_month_ends(
    household: HouseholdRow, tmp_path: Path
) -> None:
    import_real(household, tmp_path)
    assert deficit(household, "--basis", "market", "--today", "2023-04-01") == [
        {
            "onset": "2008-03-31",
            "lowest": {"month": "2010-12-31", "net_worth": "-692287"},
            "months": 102,
            "recovered": "2016-09-30",
            "complete": True,
            "open_start": False,
        }
    ]
