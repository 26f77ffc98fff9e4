"""In which encoding a file is written: found out where it is certain, else what it might be."""

from dataclasses import dataclass
from typing import Final

from tracker.importers.options import Limits
from tracker.importers.problems import FileRefused, ProblemCode
from tracker.importers.text import decode_text

OFFERED: Final = (
    "utf-8", "utf-16", "windows-1252", "windows-1250", "windows-1258", "big5", "gb18030",
)  # fmt: skip
"""What a person may choose from, the certain ones first."""

_ONE_BYTE = ("windows-1252", "windows-1250", "windows-1258", "big5", "gb18030")
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """One encoding that the whole file could have, with its first doubtful line read so."""

    encoding: str
    sample: str


class EncodingUnclear(Exception):
    """The file is not in UTF-8; `readings` are what it might be in, `line` shows it first."""

    def __init__(self, line: int, readings: tuple[Reading, ...]) -> None:
        super().__init__("encoding")
        self.line, self.readings = line, readings


def read_text(data: bytes, encoding: str | None, limits: Limits) -> tuple[str, str]:
    """The file's text and the encoding it is in.

    Raises FileRefused as decode_text does, for lines in different encodings too, and
    EncodingUnclear where a person has to say which one it is.
    """
    if encoding is not None:
        return decode_text(data, _exact(data, encoding), limits), encoding
    if guessed := _utf_16_without_mark(data):
        return decode_text(data, guessed, limits), "utf-16"
    try:
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return decode_text(data, None, limits), "utf-16" if marked else "utf-8"
    except FileRefused as refusal:
        if refusal.problem.code != ProblemCode.NOT_UTF8:
            raise
        line = refusal.problem.line or 1
    rows = data.split(b"\n")
    if _has_utf_8(rows[: line - 1]) or _has_utf_8(rows[line:]):
        raise FileRefused(ProblemCode.MIXED_ENCODINGS, line)
    raise EncodingUnclear(line, tuple(_readings(data, rows[line - 1])))


def _readings(data: bytes, row: bytes) -> list[Reading]:
    found: list[Reading] = []
    for name in _ONE_BYTE:
        try:
            data.decode(name)
            sample = row.decode(name).strip()[:_SAMPLE]
        except UnicodeDecodeError:
            continue
        if all(letter.isprintable() or letter == "\t" for letter in sample):
            found.append(Reading(name, sample))
    return found


def _has_utf_8(rows: list[bytes]) -> bool:
    """Whether any of the rows has letters beyond ASCII that are right in UTF-8."""
    for row in rows:
        if row.isascii():
            continue
        try:
            row.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _exact(data: bytes, encoding: str) -> str:
    if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16_without_mark(data) or "utf-16-le"
    return encoding


def _utf_16_without_mark(data: bytes) -> str | None:
    """Which UTF-16 it is when every other byte of the beginning is zero, as in plain text."""
    head = data[:200]
    if len(head) < 4 or len(data) % 2:
        return None
    if head[1::2].count(0) > len(head) * 0.4 and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > len(head) * 0.4 and not head[1::2].count(0):
        return "utf-16-be"
    return None
