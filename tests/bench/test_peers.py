"""Figures of other programs are compared as exactly as they are printed; missing ones fail."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bench import programs
from bench.peers import compare
from tracker.services.history import History

DAYS = (date(2025, 11, 30), date(2025, 12, 31))


def history(*amounts: int, unit: int = 1000) -> History:
    made: Any = SimpleNamespace(dates=DAYS, net_worth=list(amounts), unit=unit)
    made.exact = lambda number: History.exact(made, number)
    return cast("History", made)


def test_a_figure_equals_when_it_is_the_exact_one_rounded_as_printed() -> None:
    compare("other", {DAYS[0]: Decimal(1), DAYS[1]: Decimal("-2.35")}, history(1234, -2346))
    compare("other", {DAYS[0]: Decimal("1.23"), DAYS[1]: Decimal("-2.346")}, history(1234, -2346))


@pytest.mark.parametrize("figure", ["1.24", "1.233", "-1.234", "2"])
def test_a_figure_that_is_off_by_a_printed_digit_does_not(figure: str) -> None:
    figures = {DAYS[0]: Decimal(figure), DAYS[1]: Decimal(0)}
    with pytest.raises(AssertionError, match="other"):
        compare("other", figures, history(1234, 0))


def test_a_month_that_is_missing_does_not_pass() -> None:
    with pytest.raises(AssertionError, match="other"):
        compare("other", {DAYS[0]: Decimal(1)}, history(1000, 0))


def test_a_program_that_cannot_be_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    assert programs.find_program("hledger") is None
