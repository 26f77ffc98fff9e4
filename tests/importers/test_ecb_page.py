"""The bank's page of recent rates: read as it is written, refused where it is anything else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers.ecb import HistoryRefused, read_recent

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
    'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">'
    "<gesmes:subject>Reference rates</gesmes:subject>"
)


def page(inside: str, before: str = "") -> bytes:
    head = HEAD.replace("<gesmes:Envelope", before + "<gesmes:Envelope", 1)
    return f"{head}<Cube>{inside}</Cube></gesmes:Envelope>".encode()


def day(on: str, **rates: str) -> str:
    cubes = "".join(f'<Cube currency="{code}" rate="{rate}"/>' for code, rate in rates.items())
    return f'<Cube time="{on}">{cubes}</Cube>'


def test_every_rate_is_read_as_it_is_written() -> None:
    found = read_recent(page(day("2026-11-20", USD="1.0956", IDR="17000.1") + day("2026-11-19")))
    assert found.rates == (("USD", "2026-11-20", "1.0956"), ("IDR", "2026-11-20", "17000.1"))
    assert (found.days, found.currencies, found.newest) == (2, 2, date(2026, 11, 20))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"<html><body>Sorry</body></html>",
        page(""),
        page(day("2026-11-20", USD="1.0"))[:-20],
        page(day("2026-11-20", USD="0.000")),
        page(day("2026-11-20", USD="-1")),
        page(day("2026-11-20", USD="NaN")),
        page(day("2026-11-20", usd="1")),
        page(day("2026-02-30", USD="1")),
        page(day("2026-11-20", USD="1") + day("2026-11-20", JPY="1")),
        page(day("2026-11-20", USD="1").replace("/></", '/><Cube currency="USD" rate="2"/></')),
        page('<Cube currency="USD" rate="1"/>'),
        page(day("2026-11-20", USD="1"), '<!DOCTYPE x [<!ENTITY a "1">]>'),
        page(day("2026-11-20", USD="1"), '<!DOCTYPE x SYSTEM "http://elsewhere.example/x">'),
    ],
)
def test_another_page_is_refused(text: bytes) -> None:
    with pytest.raises(HistoryRefused):
        read_recent(text)


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(text: bytes) -> None:
    with pytest.raises(HistoryRefused):
        read_recent(text)
