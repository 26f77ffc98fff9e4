"""Every reason for which a command does nothing has its sentence."""

import re
from datetime import date
from pathlib import Path

from tracker.commands.errors import Refused
from tracker.wording.refusals import REFUSALS, refusal_sentence

COMMANDS = Path(__file__).parents[2] / "tracker" / "commands"


def test_every_code_that_a_command_raises_has_a_sentence() -> None:
    text = "\n".join(path.read_text() for path in COMMANDS.glob("*.py"))
    codes = set(re.findall(r'Refused\(\s*"(\w+)"', text))
    assert len(codes) > 20
    assert codes <= REFUSALS.keys()


def test_dates_are_written_as_the_reader_writes_them() -> None:
    refused = Refused("date_future", date=date(2026, 11, 22))
    assert refusal_sentence(refused, "en").startswith("22 Nov 2026 has not come yet")
    assert refusal_sentence(refused, "en-US").startswith("Nov 22, 2026")


def test_a_list_that_was_cut_short_says_so() -> None:
    dates = (date(2026, 1, 2), date(2026, 1, 3))
    refused = Refused("values_after_close", date=date(2026, 1, 1), dates=dates, more=True)
    assert "(2 Jan 2026, 3 Jan 2026 and more)" in refusal_sentence(refused, "en")


def test_what_people_typed_is_never_taken_for_a_placeholder() -> None:
    refused = Refused("name_taken", name="{code} <b>")
    assert "“{code} <b>”" in refusal_sentence(refused, "en")
