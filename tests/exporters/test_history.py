"""The history as scripts read it."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

from tracker.exporters import (
    CategoryAmount,
    HistoryRow,
    write_history_csv,
    write_history_json,
)
from tracker.services.categories import Side

ROWS = [
    HistoryRow(
        date(2024, 1, 31), Decimal("1E+3"), Decimal("1200.50"), Decimal("-200.50"), True, False
    ),
    HistoryRow(
        date(2024, 2, 10),
        Decimal("0.00"),
        Decimal("0.000000000000000001"),
        Decimal("-1E-18"),
        False,
        True,
        ("Gold", "=cmd()"),
        (
            CategoryAmount(Side.LIABILITY, "other", Decimal("1E-18")),
            CategoryAmount(Side.ASSET, "cash", Decimal(0)),
        ),
    ),
]


def test_the_json_list_has_plain_decimals_as_strings():
    assert json.loads(write_history_json([])) == []
    assert json.loads(write_history_json(ROWS)) == [
        {
            "month": "2024-01-31",
            "assets": "1000",
            "liabilities": "1200.5",
            "net_worth": "-200.5",
            "complete": True,
            "provisional": False,
            "unpriced": [],
        },
        {
            "month": "2024-02-10",
            "assets": "0",
            "liabilities": "0.000000000000000001",
            "net_worth": "-0.000000000000000001",
            "complete": False,
            "provisional": True,
            "unpriced": ["Gold", "=cmd()"],
            "categories": [
                {"side": "liability", "category": "other", "amount": "0.000000000000000001"},
                {"side": "asset", "category": "cash", "amount": "0"},
            ],
        },
    ]


def test_the_csv_has_a_column_for_each_category_in_display_order():
    lines = list(csv.reader(io.StringIO(write_history_csv(ROWS).decode(), newline="")))
    assert lines[0] == [
        *("month", "assets", "liabilities", "net_worth", "complete", "provisional", "unpriced"),
        *("asset:cash", "liability:other"),
    ]
    assert lines[1] == ["2024-01-31", "1000", "1200.5", "-200.5", "true", "false", "", "", ""]
    assert lines[2][4:] == ["false", "true", "Gold\n=cmd()", "0", "0.000000000000000001"]


def test_the_csv_of_no_months_is_a_header():
    assert write_history_csv([]) == (
        b"month,assets,liabilities,net_worth,complete,provisional,unpriced\n"
    )
