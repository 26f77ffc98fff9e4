"""Importing on the command line: what it says, and that it is all or nothing."""

import threading
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection

from accounts.queries import HouseholdRow
from tests.cast import add_position
from tests.management.running import run
from tracker.commands import imports
from tracker.commands.households import create_household
from tracker.models import Position, Snapshot, Valuation
from tracker.services.categories import Side

LONG = "date,position,side,category,amount\n2024-01-31,Cash,asset,cash,5\n"


@pytest.fixture
def household(db: None) -> HouseholdRow:
    return create_household("Home", currency="USD")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "values.csv"
    path.write_text(LONG)
    return path


def test_it_says_what_was_done(household: HouseholdRow, file: Path) -> None:
    assert run("import_csv", "--household", "home", file).splitlines() == [
        "Read as: long form, one value a row.",
        "Values: 1 added, 0 changed, 0 unchanged.",
        "New items: 1 (Cash).",
        "New dates: 1 (2024-01-31 to 2024-01-31).",
    ]
    again = run("import_csv", "--household", "home", file).splitlines()
    assert again[1:] == ["Values: 0 added, 0 changed, 1 unchanged."]


def test_a_dry_run_says_so_first(household: HouseholdRow, file: Path) -> None:
    said = run("import_csv", "--household", "home", file, "--dry-run").splitlines()
    assert said[0] == "Dry run: nothing was changed. This is what would be done."
    assert said[2] == "Values: 1 added, 0 changed, 0 unchanged."
    assert not Valuation.objects.exists()
    assert not Position.objects.exists()


def test_every_bad_row_is_listed_with_line_column_and_reason(
    household: HouseholdRow, file: Path
) -> None:
    bad = "".join(f"2024-01-31,Cash {n},asset,cash,x\n" for n in range(80))
    file.write_text(LONG + bad)
    with pytest.raises(CommandError) as refusal:
        run("import_csv", "--household", "home", file)
    lines = str(refusal.value).splitlines()
    assert len(lines) == 81
    assert lines[0].startswith("values.csv: Line 3, column “amount”: “x” is not a number")
    assert lines[-1] == "Nothing was imported: 80 problems were found."
    assert not Position.objects.exists()


def test_the_positions_file_s_problems_are_told_apart(
    household: HouseholdRow, file: Path, tmp_path: Path
) -> None:
    positions = tmp_path / "items.csv"
    positions.write_text("position,side\nCash,asset\nCar,up\n")
    file.write_text("date,Cash,Car\n2024-01-31,5,6\n")
    with pytest.raises(CommandError, match=r"^items.csv: Line 3, column “side”"):
        run("import_csv", "--household", "home", file, "--positions", positions)


def test_a_row_of_the_positions_file_that_is_not_used_may_say_anything(
    household: HouseholdRow, file: Path, tmp_path: Path
) -> None:
    positions = tmp_path / "items.csv"
    positions.write_text("position,side\nCash,asset\nCar,up\n")
    file.write_text("date,Cash\n2024-01-31,5\n")
    run("import_csv", "--household", "home", file, "--positions", positions)
    assert Position.objects.get().name == "Cash"


def test_options_reach_the_reader(household: HouseholdRow, file: Path) -> None:
    file.write_bytes("date|position|side|amount\n2024-01-31|Łódź|asset|1.234,5\n".encode("cp1250"))
    options = ("--delimiter", "|", "--encoding", "windows-1250", "--decimal", ",")
    run("import_csv", "--household", "home", file, *options)
    assert str(Valuation.objects.get().amount) == "1234.5"
    assert Position.objects.get().name == "Łódź"


DEBTS = """date,Loan,Card,Account
2024-01-31,-300.5,40,-7
2024-02-29,-200,-5,-8
2024-03-31,1,30,-9
"""
SIDES = "position,side\nLoan,liability\nCard,liability\nAccount,asset\n"


def amounts_of(name: str) -> list[str]:
    rows = Valuation.objects.filter(position__name=name).order_by("as_of")
    return [str(row.amount) for row in rows]


@pytest.fixture
def debts(file: Path, tmp_path: Path) -> tuple[object, ...]:
    positions = tmp_path / "items.csv"
    positions.write_text(SIDES)
    file.write_text(DEBTS)
    return file, "--positions", positions


def test_debts_mostly_written_with_a_minus_are_refused_by_name(
    household: HouseholdRow, debts: tuple[object, ...]
) -> None:
    with pytest.raises(CommandError) as refusal:
        run("import_csv", "--household", "home", *debts)
    assert str(refusal.value).splitlines() == [
        "values.csv: These look like debts written with a minus: “Loan”; use --debts owed to "
        "store them as what is owed, or --debts credit if you are in credit.",
        "Nothing was imported: 1 problem was found.",
    ]
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("said", "loan"), [("owed", ["300.5", "200", "-1"]), ("credit", ["-300.5", "-200", "1"])]
)
def test_it_can_be_said_what_the_minus_of_debts_means(
    household: HouseholdRow, debts: tuple[object, ...], said: str, loan: list[str]
) -> None:
    run("import_csv", "--household", "home", *debts, "--debts", said)
    assert amounts_of("Loan") == loan
    assert amounts_of("Card") == ["40", "-5", "30"]
    assert amounts_of("Account") == ["-7", "-8", "-9"]


def test_the_minus_of_a_debt_that_is_there_already_is_asked_about_too(
    household: HouseholdRow, file: Path
) -> None:
    add_position(household, "Loan", Side.LIABILITY, "mortgage")
    file.write_text(
        "date,position,amount,book\n2024-01-31,Loan,-123456789012345.000000000000000001,-0\n"
    )
    with pytest.raises(CommandError, match="“Loan”; use --debts owed"):
        run("import_csv", "--household", "home", file, "--dry-run")
    run("import_csv", "--household", "home", file, "--debts", "owed")
    assert amounts_of("Loan") == ["123456789012345.000000000000000001"]


def test_a_card_in_credit_for_one_month_of_several_is_not_asked_about(
    household: HouseholdRow, file: Path
) -> None:
    file.write_text(
        "date,position,side,amount\n2024-01-31,Card,liability,-5\n2024-02-29,Card,liability,5\n"
    )
    run("import_csv", "--household", "home", file)
    assert amounts_of("Card") == ["-5", "5"]


@pytest.mark.parametrize("missing", ["no-such-file.csv", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_one_sentence(household: HouseholdRow, missing: str) -> None:
    with pytest.raises(CommandError, match="cannot be read") as refusal:
        run("import_csv", "--household", "home", missing)
    assert "\n" not in str(refusal.value)


def test_an_unknown_household_is_one_sentence(db: None, file: Path) -> None:
    with pytest.raises(CommandError, match="There is no household “away”"):
        run("import_csv", "--household", "away", file)


def test_a_fault_in_the_middle_leaves_nothing(
    household: HouseholdRow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "ADD", imports.ADD + "; SELECT 1 / 0")
    with pytest.raises(Exception, match="division by zero"):
        run("import_csv", "--household", "home", file)
    assert not Valuation.objects.exists()
    assert not Snapshot.objects.exists()
    assert not Position.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_wait_for_each_other(file: Path) -> None:
    household = create_household("Home", currency="USD")
    add_position(household, "Cash")
    months = [f"{2000 + n // 12}-{n % 12 + 1:02}-01" for n in range(240)]
    file.write_text("date,position,amount\n" + "".join(f"{day},Cash,{day[:4]}\n" for day in months))
    said: list[str] = []

    def load() -> None:
        try:
            said.append(run("import_csv", "--household", "home", file).splitlines()[1])
        finally:
            connection.close()

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    unchanged = "Values: 0 added, 0 changed, 240 unchanged."
    assert sorted(said) == [unchanged, unchanged, "Values: 240 added, 0 changed, 0 unchanged."]
    assert set(Valuation.objects.values_list("version", flat=True)) == {1}
