"""From bytes to records: encoding, quoting and limits, before any cell is understood."""

import csv
import io
import re
from collections.abc import Iterator

from tracker.importers.options import Limits
from tracker.importers.problems import FileRefused, ProblemCode

type Record = tuple[int, list[str]]
"""(line it begins on, cells)"""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BINARIES = (b"%PDF", b"\x89PNG", b"\x1f\x8b", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_MARKED = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HALVES = re.compile("[\ud800-\udfff]")
# Quadratic on long input, and no file is written in them.
_NEVER = frozenset({"idna", "punycode", "undefined"})
# Python's csv knows one limit for the whole process; past it a field is an error of its own kind.
_PROCESS_LIMIT = "field larger than field limit"


def decode_text(data: bytes, encoding: str | None, limits: Limits) -> str:
    """The file's text: in the encoding given, else by its mark, else as UTF-8 and nothing else."""
    if limits.data_bytes is not None and len(data) > limits.data_bytes:
        raise FileRefused(ProblemCode.FILE_TOO_LARGE, megabytes=limits.data_bytes // 1_000_000)
    if not data:
        raise FileRefused(ProblemCode.EMPTY_FILE)
    if data.startswith(_WORKBOOKS):
        raise FileRefused(ProblemCode.SPREADSHEET_FILE)
    if data.startswith(_BINARIES):
        raise FileRefused(ProblemCode.BINARY_FILE)
    text = _decode(data, encoding).removeprefix("\ufeff")
    # UTF-7 and the escape codecs make halves of characters, which no text can be written with.
    if encoding is not None and (half := _HALVES.search(text)) is not None:
        line = text.count("\n", 0, half.start()) + 1
        raise FileRefused(ProblemCode.UNDECODABLE, line=line, encoding=encoding[:40])
    if "\0" in text:
        raise FileRefused(ProblemCode.NUL_CHARACTER, line=text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise FileRefused(ProblemCode.EMPTY_FILE)
    return text


def _decode(data: bytes, encoding: str | None) -> str:
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, marked in _MARKED:
        if data.startswith(mark):
            return _decode_as(data, marked)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise FileRefused(ProblemCode.BINARY_FILE) from None
        raise FileRefused(ProblemCode.NOT_UTF8, line=_line_of(data, error.start)) from None


def _decode_as(data: bytes, encoding: str) -> str:
    shown = encoding[:40]
    if encoding.casefold().replace("_", "-") in _NEVER:
        raise FileRefused(ProblemCode.UNKNOWN_ENCODING, found=shown)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        raise FileRefused(ProblemCode.UNDECODABLE, line=line, encoding=shown) from None
    except (LookupError, ValueError):
        # Codecs that make no text from bytes, such as base64, are lookup errors too.
        raise FileRefused(ProblemCode.UNKNOWN_ENCODING, found=shown) from None


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def read_records(text: str, delimiter: str) -> Iterator[Record]:
    """Every record that is not blank, with the line it begins on; quoted cells may span lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        if _PROCESS_LIMIT in str(error):
            allowed = csv.field_size_limit()
            raise FileRefused(ProblemCode.CELL_TOO_LONG, line, allowed=allowed) from None
        raise FileRefused(ProblemCode.BAD_QUOTING, line=line) from None


def read_first_record(text: str, delimiter: str) -> Record:
    """The header, as this delimiter splits it."""
    for record in read_records(text, delimiter):
        return record
    raise FileRefused(ProblemCode.EMPTY_FILE)


def choose_delimiter_option(option: str) -> str:
    """The character that a delimiter option means; "tab" stands for the tab."""
    if option.casefold() in {"tab", "\\t"}:
        return "\t"
    if len(option) != 1 or re.fullmatch(r"[\w\s\"'.+\-\u2212\0]", option.replace("\t", ";")):
        raise FileRefused(ProblemCode.BAD_DELIMITER, found=option[:40])
    return option
