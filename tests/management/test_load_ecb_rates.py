"""The shared exchange rates: all of them, exactly, again and again."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.management.base import CommandError

from tests.management.running import run
from tracker.commands.rates import load_reference_rates
from tracker.importers.ecb import HistoryRefused, read_history
from tracker.models import ReferenceRate

TABLE = """Date,USD,JPY,CYP,
2024-01-02,1.0956,155.68,N/A,
1999-01-04,1.1789,133.73,0.58231,
"""


def zipped(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        files.writestr("eurofxref-hist.csv", text)
    return out.getvalue()


def test_every_rate_is_read_as_it_is_written() -> None:
    history = read_history(zipped(TABLE))
    assert history.rates == (
        ("USD", "2024-01-02", "1.0956"),
        ("JPY", "2024-01-02", "155.68"),
        ("USD", "1999-01-04", "1.1789"),
        ("JPY", "1999-01-04", "133.73"),
        ("CYP", "1999-01-04", "0.58231"),
    )
    assert (history.days, history.currencies, history.newest) == (2, 3, date(2024, 1, 2))


@pytest.mark.parametrize(
    "archive",
    [
        b"",
        b"not a zip",
        zipped(""),
        zipped("Date,USD\n"),
        zipped("Day,USD\n2024-01-02,1\n"),
        zipped("Date,USD\n2024-01-02,-1\n"),
        zipped("Date,USD\n2024-01-02,0.000\n"),
        zipped("Date,USD\n2024-01-02,1e3\n"),
        zipped("Date,USD\n2024-01-02,1,2\n"),
        zipped("Date,USD\n2024-01-02,1\n2024-01-02,1\n"),
        zipped("Date,USD\n2024-13-02,1\n"),
    ],
)
def test_another_table_is_refused(archive: bytes) -> None:
    with pytest.raises(HistoryRefused):
        read_history(archive)


@pytest.mark.django_db
def test_a_second_load_writes_nothing_and_a_correction_one_row() -> None:
    history = read_history(zipped(TABLE))
    assert load_reference_rates(history).written == 5
    assert load_reference_rates(history).written == 0
    newer = TABLE.replace("133.73", "133.74").replace("\n1999", "\n2024-01-01,1,1,N/A,\n1999")
    assert load_reference_rates(read_history(zipped(newer))).written == 3
    assert ReferenceRate.objects.get(currency="JPY", as_of="1999-01-04").rate == Decimal("133.74")


@pytest.mark.django_db
def test_the_whole_history_is_in_the_installed_packages() -> None:
    said = run("load_ecb_rates", owner=True)
    assert ReferenceRate.objects.count() > 200_000
    assert ReferenceRate.objects.values("currency").distinct().count() > 35
    first = ReferenceRate.objects.get(base="EUR", currency="USD", as_of=date(1999, 1, 4))
    assert first.rate == Decimal("1.1789")
    assert "added or corrected" in said
    again = run("load_ecb_rates", owner=True)
    assert "up to date" in again
    assert len(again.splitlines()) == 1


@pytest.mark.django_db
def test_the_application_role_may_not_write_shared_rates() -> None:
    with pytest.raises(CommandError, match="WATERLINE_DB_ROLE=owner"):
        run("load_ecb_rates")
