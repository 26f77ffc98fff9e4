"""Reads what the address of a page of the past asks for: whose part, which dates, in what money."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tracker.formatting import InputError, parse_date
from tracker.forms.person import read_owner
from tracker.services.bases import BASES, Basis
from tracker.services.currencies import is_known
from tracker.viewmodels.change_period import CHOICES, MONTH, Between
from tracker.viewmodels.history_asked import Asked
from tracker.wording import history as words
from tracker.wording import input_sentence

SHOWN = 40


@dataclass(slots=True)
class _Reading:
    """An address that is being read; `errors` are fields and sentences, the first counts."""

    query: Mapping[str, str]
    today: date
    errors: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.query.get(name, "")[:SHOWN].strip()

    def one_of[Word: str](self, name: str, words: Collection[Word], usual: Word) -> Word:
        return next((word for word in words if word == self.query.get(name)), usual)

    def day(self, name: str) -> date | None:
        if not self.text(name):
            return None
        try:
            return parse_date(self.text(name), latest=self.today)
        except InputError as error:
            self.errors.append((name, input_sentence(error)))
            return None

    def span(self) -> tuple[date | None, date | None]:
        first, last = self.day("from"), self.day("to")
        if first and last and first > last:
            self.errors.append(("from", words.from_after_to()))
            return None, None
        return first, last

    def currency(self, usual: str) -> str:
        code = self.text("currency").upper()
        if code and not is_known(code):
            self.errors.append(("currency", words.unknown_currency(self.text("currency"))))
        return code if is_known(code) else usual


def read_asked(
    query: Mapping[str, str], *, currency: str, today: date, members: Collection[UUID]
) -> Asked:
    """`currency` is the household's. What cannot be read is kept as typed, with the reason, and
    stands for nothing; Http404 for somebody who is not of the household."""
    reading = _Reading(query, today)
    first, last = reading.span()
    chosen = reading.currency(currency)
    error_field, error = reading.errors[0] if reading.errors else ("", "")
    basis: Basis = reading.one_of("basis", BASES, "market")
    return Asked(
        owner=read_owner(query.get("person", ""), members),
        basis=basis,
        currency=chosen,
        today=today,
        first=first,
        last=last,
        by=reading.one_of("by", ("category",), ""),
        side=reading.one_of("side", ("own", "owe"), ""),
        typed_first=reading.text("from"),
        typed_last=reading.text("to"),
        error=error,
        error_field=error_field,
        usual_currency=currency,
    )


def read_between(query: Mapping[str, str], asked: Asked) -> Between:
    """Between which dates a change is asked for: a preset, or the dates of `asked`."""
    code = query.get("period", MONTH)
    wrong = asked.error_field in ("from", "to")
    return Between(
        code=code if code in CHOICES else MONTH,
        first=asked.first,
        last=asked.last,
        typed_first=asked.typed_first if wrong else "",
        typed_last=asked.typed_last if wrong else "",
        error=asked.error if wrong else "",
        error_field=asked.error_field if wrong else "",
    )
