"""Before and after an import: written as finely as elsewhere, each side making up its net worth."""

from fractions import Fraction

from tracker.services.import_records import Totals
from tracker.viewmodels.import_review import total_lines


def totals(assets: str, debts: str) -> Totals:
    return Totals(Fraction(assets), Fraction(debts), True, 0, None, None)


def written(before: Totals, after: Totals, currency: str) -> list[tuple[str, str]]:
    lines = total_lines(before, after, currency, "en")[:3]
    return [
        (line.before.replace("\u00a0", " "), line.after.replace("\u00a0", " ")) for line in lines
    ]


def test_large_amounts_have_no_minor_units_before_or_after() -> None:
    found = written(totals("0", "0"), totals("1676928072", "1397400000"), "IDR")
    assert found == [
        ("Rp 0", "Rp 1,676,928,072"),
        ("Rp 0", "Rp 1,397,400,000"),
        ("Rp 0", "Rp 279,528,072"),
    ]


def test_small_amounts_keep_their_cents() -> None:
    found = written(totals("10.5", "2"), totals("900.25", "2"), "USD")
    assert found == [("$10.50", "$900.25"), ("$2.00", "$2.00"), ("$8.50", "$898.25")]


def test_rounded_sides_make_up_the_rounded_net_worth() -> None:
    [own, owe, net] = written(totals("0", "0"), totals("20000.5", "0.5"), "USD")
    sides = [int(text[1].lstrip("$").replace(",", "")) for text in (own, owe, net)]
    assert sides[0] - sides[1] == sides[2] == 20000
