"""What stands beside an amount in the entry grid: source, cautious end, money paid in, price."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.formatting import edit_amount, format_number, plain_decimal
from tracker.services.currencies import minor_unit
from tracker.services.entry import EntryGrid, EntryLine
from tracker.viewmodels.snapshot_cell import TypedCell, amount_text, shown_digits
from tracker.wording import snapshot_details as words
from tracker.wording import source_choices, source_name


@dataclass(frozen=True, slots=True)
class SourceOption:
    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DetailField:
    """A field with what it shows and what the server holds."""

    text: str
    saved: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Details:
    """The fields behind a row; `open` where one of them is wrong. `paid` is None for what no money
    is paid into. `source` says in a word what is chosen; `saved_source` is the code that is held.
    """

    label: str
    source: str
    saved_source: str
    sources: tuple[SourceOption, ...]
    low: DetailField
    paid: DetailField | None
    open: bool


@dataclass(frozen=True, slots=True)
class PriceField:
    """What one unit is worth on the date; `seen` is the price there in plain digits, "" for none;
    `hint` tells the last one, `old` that it is all there is and out of date."""

    text: str
    saved: str
    seen: str
    label: str
    hint: str
    old: bool
    wrong: bool


def build_details(line: EntryLine, tag: str, typed: TypedCell | None) -> Details:
    """The details of a row; what was typed wins over what is saved."""
    item, cell = line.item, line.cell
    low = _field("low", low_text(line, tag), typed)
    paid = _field("paid", paid_text(line, tag), typed) if item.keeps_money else None
    chosen = item.source if typed is None or typed.source is None else typed.source
    return Details(
        label=words.details_label(line.now.position.name),
        source=source_name(chosen),
        saved_source=item.source,
        sources=tuple(
            SourceOption(code, name, code == chosen)
            for code, name in source_choices()
            # A file is a source that only a file can be; what came from one keeps the choice.
            if code != "import" or "import" in (chosen, cell.source if cell else "")
        ),
        low=low,
        paid=paid,
        open=low.wrong or (paid is not None and paid.wrong),
    )


def build_price(
    line: EntryLine, grid: EntryGrid, tag: str, typed: TypedCell | None
) -> PriceField | None:
    """The price beside a row that is counted in units."""
    pricing = line.pricing
    if pricing is None:
        return None
    saved = _price_text(pricing.entered, pricing.currency, tag)
    last, hint = _price_text(pricing.last, pricing.currency, tag), ""
    if pricing.last_on is not None:
        hint = words.last_price(last, pricing.last_on, grid.on)
    return PriceField(
        text=typed.price if typed and typed.price is not None else saved,
        saved=saved,
        seen=plain_decimal(pricing.entered) if pricing.entered is not None else "",
        label=words.price_label(
            line.now.position.name, line.item.commodity or "", pricing.currency, grid.on, tag
        ),
        hint=hint,
        old=pricing.stale,
        wrong=bool(typed and typed.problem and typed.wrong == "price"),
    )


def low_text(line: EntryLine, tag: str) -> str:
    """The cautious end as its field shows it, "" for none."""
    return amount_text(line, line.cell.low, tag) if line.cell else ""


def paid_text(line: EntryLine, tag: str) -> str:
    """What was paid in as its field shows it; only for rows that have the field."""
    if line.cell is None or not line.item.keeps_money:
        return ""
    return amount_text(line, line.cell.paid, tag)


def range_note(line: EntryLine, tag: str) -> str:
    """The estimate from its cautious end to its likely value."""
    cell = line.cell
    if cell is None or cell.low is None or cell.low == cell.amount:
        return ""
    return words.estimate_range(low_text(line, tag), amount_text(line, cell.amount, tag))


def paid_note(line: EntryLine, tag: str) -> str:
    """Money paid in or taken out since the last value."""
    if line.cell is None or not line.cell.paid:
        return ""
    paid = line.cell.paid
    size = format_number(abs(paid), tag, min_digits=shown_digits(line, paid))
    return words.paid_in(size) if paid > 0 else words.taken_out(size)


def _field(name: str, saved: str, typed: TypedCell | None) -> DetailField:
    text: str | None = getattr(typed, name) if typed else None
    wrong = bool(typed and typed.problem and typed.wrong == name)
    return DetailField(saved if text is None else text, saved, wrong)


def _price_text(price: Decimal | None, currency: str, tag: str) -> str:
    if price is None:
        return ""
    whole = price == price.to_integral_value()
    return edit_amount(price, tag, min_digits=0 if whole else minor_unit(currency))
