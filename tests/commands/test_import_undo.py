"""Taking an import back restores the books exactly, or refuses and names what is in the way."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value, application_role
from tests.commands.importing import LONG, TODAY, load
from tracker.commands.errors import Refused
from tracker.commands.import_undo import UndoReport, undo_import
from tracker.commands.valuations import Figures, clear_valuation, record_valuation
from tracker.models import (
    Commodity,
    DebtTerms,
    Import,
    Position,
    Price,
    Rate,
    Snapshot,
    Valuation,
)

pytestmark = pytest.mark.django_db
BOOKS = (Position, Commodity, Snapshot, Price, Rate)
DATES = [date(2026, month, 28) for month in range(1, 7)]
KINDS = {"A": "asset,cash", "B": "liability,mortgage", "C": "asset,crypto", "D": "asset,other"}


def books() -> list[Any]:
    """Everything of the books, but for the versions of values."""
    fields = [field.attname for field in Valuation._meta.fields if field.attname != "version"]
    found = [sorted(map(str, table.objects.values_list())) for table in BOOKS]  # type: ignore[attr-defined]
    return [*found, sorted(map(str, Valuation.objects.values_list(*fields)))]


def undo(cast: Cast, import_id: Any = None, **options: Any) -> UndoReport | None:
    key = import_id or Import.objects.order_by("-id")[0].pk
    with application_role(), tenant(cast.household.id):
        return undo_import(cast.household, actor=cast.owner.pk, import_id=key, **options)


amounts = st.decimals(-(10**6), 10**6, places=2)
rows = st.lists(
    st.tuples(st.sampled_from(DATES), st.sampled_from(sorted(KINDS)), amounts),
    unique_by=lambda row: row[:2],
    min_size=1,
    max_size=12,
)


@given(before=rows, imported=rows, more=rows, low=st.booleans(), price=amounts)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_importing_and_taking_back_restores_the_books(
    cast: Cast, before: Any, imported: Any, more: Any, low: bool, price: Decimal
) -> None:
    with transaction.atomic():
        for name in {row[1] for row in before}:
            side, category = KINDS[name].split(",")
            add_position(
                cast.household,
                name,
                next(of for of in _sides() if of.code == side),
                category,
            )
        for day, name, amount in before:
            position = Position.objects.get(name=name)
            add_value(
                cast.household,
                position,
                day,
                amount,
                low=amount - 1 if low else None,
                contribution=5,
                note="mine",
                book=7,
                updated_by_id=cast.editor.pk,
            )
        first = books()
        assert load(cast.household, _file(imported), actor=cast.owner.pk, debts="credit").ok
        second = books()
        assert load(cast.household, _file(more), debts="credit").ok
        quote = f"date,commodity,price,quote\n2026-01-28,OWN,{abs(price) + 1},USD\n"
        assert load(cast.household, quote).ok
        ids = list(Import.objects.order_by("id").values_list("pk", flat=True))
        assert undo(cast, ids[2]) is not None
        assert undo(cast, ids[1]) is not None
        assert books() == second
        assert undo(cast, ids[0]) is not None
        assert books() == first
        assert undo(cast, ids[0]) is None, "twice does nothing"
        assert books() == first
        transaction.set_rollback(True)


def _sides() -> Any:
    from tracker.services.categories import Side

    return Side


def _file(found: Any) -> str:
    lines = [f"{day},{name},{KINDS[name]},{amount}" for day, name, amount in found]
    return "\n".join(["date,position,side,category,amount", *lines]) + "\n"


def test_an_estimate_s_low_end_gives_way_and_comes_back(cast: Cast) -> None:
    house = add_position(cast.household, "House", category="real_estate")
    add_value(cast.household, house, "2026-09-30", 300, low=Decimal(280))
    load(cast.household, "date,position,amount\n2026-09-30,House,250\n")
    assert Valuation.objects.get().low is None
    undo(cast)
    assert (Valuation.objects.get().amount, Valuation.objects.get().low) == (300, 280)


def test_a_look_at_taking_back_changes_nothing(cast: Cast) -> None:
    load(cast.household, LONG)
    before = books()
    report = undo(cast, dry_run=True)
    assert report is not None
    assert (report.removed, report.restored, report.dates) == (6, 0, 2)
    assert books() == before
    assert Import.objects.get().status == "done"


def refusal(cast: Cast) -> tuple[str, dict[str, Any]]:
    before = books()
    with pytest.raises(Refused) as refused, transaction.atomic():
        undo(cast)
    assert books() == before
    return refused.value.code, refused.value.params


def write(cast: Cast, name: str, day: str, amount: int) -> None:
    position = Position.objects.get(name=name)
    known = Valuation.objects.filter(position=position, as_of=day).first()
    with tenant(cast.household.id):
        record_valuation(
            cast.household,
            actor=cast.editor.pk,
            today=TODAY,
            position_id=position.pk,
            as_of=date.fromisoformat(day),
            figures=Figures(Decimal(amount)),
            version=known.version if known else 0,
        )


def test_a_value_that_somebody_changed_since_is_named(cast: Cast) -> None:
    load(cast.household, LONG)
    write(cast, "Savings", "2026-10-31", 7)
    code, params = refusal(cast)
    assert (code, params["item"], params["date"]) == (
        "undo_value_changed",
        "Savings",
        date(2026, 10, 31),
    )


def test_a_value_of_an_item_of_the_import_from_elsewhere_is_named(cast: Cast) -> None:
    load(cast.household, LONG)
    write(cast, "Home", "2026-10-31", 7)
    assert refusal(cast) == ("undo_item_values", {"item": "Home", "date": date(2026, 10, 31)})


def test_a_closed_month_stands_in_the_way(cast: Cast) -> None:
    load(cast.household, LONG)
    Snapshot.objects.filter(as_of="2026-09-30").update(closed_at="2026-10-01T00:00Z")
    assert refusal(cast) == ("undo_month_closed", {"date": date(2026, 9, 30)})


def test_an_item_that_was_edited_or_linked_stands_in_the_way(cast: Cast) -> None:
    load(cast.household, LONG)
    mortgage = Position.objects.get(name="Mortgage")
    with tenant(cast.household.id):
        terms = DebtTerms.objects.create(
            household_id=cast.household.id, position=mortgage, since="2026-01-01", rate=5
        )
    assert refusal(cast)[0] == "undo_item_linked"
    terms.delete()
    Position.objects.filter(name="Mortgage").update(name="Loan")
    assert refusal(cast)[0] == "undo_item_changed"


def test_a_unit_that_is_used_since_stands_in_the_way(cast: Cast) -> None:
    load(cast.household, LONG)
    add_position(
        cast.household, "Bars", category="bullion", commodity=Commodity.objects.get(code="XAU-G")
    )
    assert refusal(cast) == ("undo_unit_used", {"unit": "XAU-G"})


def test_a_price_changed_since_stands_in_the_way(cast: Cast) -> None:
    load(cast.household, "date,commodity,price,quote\n2026-10-31,XAU-G,135,USD\n")
    Price.objects.update(price=1)
    assert refusal(cast) == ("undo_price_changed", {"date": date(2026, 10, 31)})


def test_a_value_that_was_made_and_removed_since_is_nothing_in_the_way(cast: Cast) -> None:
    add_position(cast.household, "Savings")
    load(cast.household, "date,position,amount\n2026-09-30,Savings,1\n2026-10-31,Savings,2\n")
    value = Valuation.objects.get(as_of="2026-10-31")
    with tenant(cast.household.id):
        clear_valuation(
            cast.household,
            actor=None,
            position_id=value.position_id,
            as_of=value.as_of,
            version=value.version,
        )
    assert undo(cast) is not None
    assert not Valuation.objects.exists()
    assert Position.objects.exists()


def test_a_date_that_a_person_has_used_since_stays(cast: Cast) -> None:
    load(cast.household, LONG)
    Snapshot.objects.filter(as_of="2026-09-30").update(note="Counted twice.")
    undo(cast)
    assert [snapshot.as_of for snapshot in Snapshot.objects.all()] == [date(2026, 9, 30)]


def test_the_command_line_writes_its_imports_down_too(cast: Cast) -> None:
    load(cast.household, LONG, actor=cast.owner.pk)
    record = Import.objects.get()
    assert (record.status, record.form, record.added, record.items) == ("done", "long", 6, 5)
    load(cast.household, "nothing", actor=cast.owner.pk)
    load(cast.household, LONG, dry_run=True)
    assert Import.objects.count() == 1
