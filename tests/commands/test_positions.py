"""What may be added, changed, closed and linked, and what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.access import tenant
from accounts.queries import list_members
from tests.cast import Cast, add_position, add_value
from tracker.commands import debt_terms, ownership, positions, securities
from tracker.commands.errors import Refused
from tracker.commands.particulars import Particulars, Units
from tracker.commands.positions import FirstValue, Surroundings
from tracker.commands.valuations import Figures
from tracker.models import (
    Commodity,
    DebtTerms,
    Ownership,
    Position,
    SecuredBy,
    Snapshot,
    Valuation,
)
from tracker.queries.positions import find_position
from tracker.services.categories import Side

TODAY = date(2026, 10, 31)
MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)


def particulars(name: str = "Savings", **changed: Any) -> Particulars:
    return Particulars(
        **({"name": name, "side": Side.ASSET, "category": "cash", "currency": "USD"} | changed)
    )


def open_one(cast: Cast, around: Surroundings | None = None, **changed: Any) -> UUID:
    with tenant(cast.household.id):
        return positions.open_position(
            cast.household,
            actor=cast.owner.pk,
            today=TODAY,
            particulars=particulars(**changed),
            around=around,
        )


def edit_one(cast: Cast, position_id: UUID, *, seen: str = "", **changed: Any) -> None:
    with tenant(cast.household.id):
        positions.edit_position(
            cast.household,
            actor=cast.owner.pk,
            today=TODAY,
            position_id=position_id,
            particulars=particulars(**changed),
            seen=seen,
        )


def close_one(cast: Cast, position_id: UUID, closed_on: date) -> None:
    positions.close_position(
        cast.household, actor=None, today=TODAY, position_id=position_id, closed_on=closed_on
    )


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=f"^{code}$")


def first(amount: str, as_of: date = MAY) -> Surroundings:
    return Surroundings(first=FirstValue(as_of, Figures(Decimal(amount))))


def test_a_new_position_takes_its_categorys_defaults(cast: Cast) -> None:
    held = Position.objects.get(pk=open_one(cast, category="real_estate"))
    assert (held.liquidity, held.contingent, held.interval_months) == ("months", False, None)
    guarantee = open_one(cast, name="G", side=Side.LIABILITY, category="guarantees")
    assert Position.objects.get(pk=guarantee).contingent is True


def test_a_new_position_comes_with_its_first_value_owners_and_security(cast: Cast) -> None:
    house = open_one(cast, name="House", category="real_estate")
    owner, editor = list_members(cast.household.id)
    around = Surroundings(
        owners={owner.id: 2, editor.id: 1},
        first=FirstValue(MAY, Figures(Decimal("300.10"))),
        secured_on=[house],
    )
    loan = open_one(cast, around, name="Loan", side=Side.LIABILITY, category="mortgage")
    assert Valuation.objects.get(position=loan).amount == Decimal("300.10")
    parts = Ownership.objects.filter(position=loan).values_list("member_id", "parts", "since")
    assert set(parts) == {(owner.id, 2, MAY), (editor.id, 1, MAY)}
    assert SecuredBy.objects.get(debt_id=loan).asset_id == house


def test_the_same_form_twice_makes_one_position(cast: Cast) -> None:
    assert open_one(cast, first("5")) == open_one(cast, first("5"))
    assert Position.objects.count() == 1
    with refused("name_taken"):
        open_one(cast, first("6"))


def test_names_are_trimmed_composed_and_unique(cast: Cast) -> None:
    assert Position.objects.get(pk=open_one(cast, name="  Cafe\u0301 ")).name == "Caf\u00e9"
    with refused("name_taken"):
        open_one(cast, name="Caf\u00e9", category="crypto")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "'; DROP TABLE x; --"])
def test_any_text_is_a_name(cast: Cast, name: str) -> None:
    assert Position.objects.get(pk=open_one(cast, name=name)).name == name


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("name_blank", {"name": "  "}),
        ("name_blank", {"name": "\u200b\u2060"}),
        ("name_blank", {"name": "\u3164"}),
        ("name_long", {"name": "x" * 201}),
        ("name_characters", {"name": "a\nb"}),
        ("unknown_category", {"category": "mortgage"}),
        ("unknown_currency", {"currency": "ZZZ"}),
        ("bad_percent", {"selling_discount": Decimal(101)}),
        ("bad_percent", {"probability": Decimal(-1)}),
        ("bad_percent", {"category": "receivables", "allowance": Decimal("100.1")}),
        ("date_range", {"side": Side.LIABILITY, "category": "taxes", "due_on": date(2201, 1, 1)}),
        ("bad_interval", {"interval_months": 0}),
        ("unknown_liquidity", {"liquidity": "soon"}),
        ("contingent_asset", {"contingent": True}),
        ("date_future", {"opened_on": date(2026, 11, 1)}),
        ("date_range", {"opened_on": date(1899, 12, 31)}),
        ("commodity_code", {"units": Units("a b")}),
        ("commodity_is_currency", {"units": Units("eur")}),
    ],
)
def test_senseless_particulars_are_refused(cast: Cast, code: str, changed: dict[str, Any]) -> None:
    with refused(code):
        open_one(cast, **changed)
    assert not Position.objects.exists()


def test_an_allowance_is_kept_of_what_others_owe_and_a_due_date_of_debts_alone(
    cast: Cast,
) -> None:
    said = {"allowance": Decimal(25), "due_on": date(2029, 6, 30)}
    lent = open_one(cast, name="Lent", category="receivables", **said)
    cash = open_one(cast, name="Cash", **said)
    owed = open_one(cast, name="Owed", side=Side.LIABILITY, category="guarantees", **said)
    held = {row.pk: (row.allowance, row.due_on) for row in Position.objects.all()}
    assert held == {
        lent: (Decimal(25), None),
        cash: (None, None),
        owed: (None, date(2029, 6, 30)),
    }


def test_units_are_made_once_and_valued_in_the_households_currency(cast: Cast) -> None:
    one = open_one(cast, name="A", units=Units("VWCE", "World", "fund"), currency="EUR")
    two = open_one(cast, name="B", units=Units("vwce"))
    unit = Commodity.objects.get()
    assert (unit.code, unit.kind) == ("VWCE", "fund")
    held = Position.objects.filter(pk__in=[one, two])
    assert set(held.values_list("currency", "commodity_id")) == {("USD", unit.pk)}


def test_another_households_ids_are_unknown_everywhere(cast: Cast) -> None:
    foreign = add_position(cast.others, "Theirs")
    stranger = list_members(cast.others.id)[0].id
    mine = open_one(cast, name="Loan", side=Side.LIABILITY, category="mortgage")
    household: dict[str, Any] = {"household": cast.household, "actor": None}
    for position_id in (foreign.pk, uuid4()):
        with refused("no_position"):
            close_one(cast, position_id, TODAY)
        with refused("no_position"):
            edit_one(cast, position_id)
        with refused("no_counterpart"):
            securities.set_secured(**household, position_id=mine, others=[position_id])
    with refused("no_member"):
        ownership.set_owners(**household, position_id=mine, since=MAY, parts={stranger: 1})
    with refused("no_counterpart"):
        open_one(
            cast,
            Surroundings(secured_on=[foreign.pk]),
            name="L2",
            side=Side.LIABILITY,
            category="mortgage",
        )
    assert Position.objects.filter(household_id=cast.household.id).count() == 1


def test_what_it_is_counted_in_and_its_side_are_fixed_by_a_closed_month(cast: Cast) -> None:
    position_id = open_one(cast, first("5"))
    edit_one(cast, position_id, currency="EUR")
    Snapshot.objects.filter(as_of=MAY).update(closed_at="2026-06-01T00:00Z")
    with refused("counted_in_closed"):
        edit_one(cast, position_id, currency="USD")
    with refused("side_in_closed"):
        edit_one(cast, position_id, currency="EUR", side=Side.LIABILITY, category="other")
    edit_one(cast, position_id, currency="EUR", name="Renamed", category="crypto")


def test_a_linked_debt_does_not_change_sides(cast: Cast) -> None:
    house = open_one(cast, name="House", category="real_estate")
    loan = {"name": "Loan", "side": Side.LIABILITY, "category": "mortgage"}
    open_one(cast, Surroundings(secured_on=[house]), **loan)
    with refused("side_has_links"):
        edit_one(cast, house, name="House", side=Side.LIABILITY, category="other")


def test_a_stale_form_changes_nothing_and_the_same_form_twice_is_fine(cast: Cast) -> None:
    position_id = open_one(cast)
    row = find_position(cast.household, position_id)
    assert row is not None
    edit_one(cast, position_id, name="First", seen=row.fingerprint)
    edit_one(cast, position_id, name="First", seen=row.fingerprint)
    with refused("changed_meanwhile"):
        edit_one(cast, position_id, name="Second", seen=row.fingerprint)


def test_it_cannot_begin_after_its_values_or_its_end(cast: Cast) -> None:
    position_id = open_one(cast, first("5"))
    with refused("opened_after_values"):
        edit_one(cast, position_id, opened_on=JUNE)
    edit_one(cast, position_id, opened_on=MAY)


def test_closing_names_the_values_that_stand_against_it(cast: Cast) -> None:
    position_id = open_one(cast, first("5"), opened_on=MAY)
    for month in (6, 7, 8, 9):
        add_value(cast.household, position_id, date(2026, month, 28), 1)
    with refused("values_after_close") as caught:
        close_one(cast, position_id, date(2026, 6, 28))
    assert caught.value.params["dates"] == tuple(date(2026, month, 28) for month in (6, 7, 8))
    assert caught.value.params["more"] is True
    with refused("closed_before_opened"):
        close_one(cast, position_id, date(2026, 4, 1))
    with refused("date_future"):
        close_one(cast, position_id, date(2026, 11, 1))
    close_one(cast, position_id, TODAY)
    assert Position.objects.get(pk=position_id).closed_on == TODAY
    positions.reopen_position(cast.household, actor=None, position_id=position_id)
    assert Position.objects.get(pk=position_id).closed_on is None


def test_archiving_twice_keeps_the_first_moment(cast: Cast) -> None:
    position_id = open_one(cast)
    moments = []
    for _ in range(2):
        positions.archive_position(cast.household, actor=None, position_id=position_id)
        moments.append(Position.objects.get(pk=position_id).archived_at)
    assert moments[0] == moments[1] is not None
    positions.unarchive_position(cast.household, actor=None, position_id=position_id)
    assert Position.objects.get(pk=position_id).archived_at is None


def test_ownership_sets_are_replaced_by_date_and_removed(cast: Cast) -> None:
    position_id = open_one(cast)
    owner, editor = list_members(cast.household.id)
    target: dict[str, Any] = {
        "household": cast.household,
        "actor": None,
        "position_id": position_id,
        "since": MAY,
    }
    ownership.set_owners(**target, parts={owner.id: 1, editor.id: 1})
    ownership.set_owners(**target, parts={owner.id: 3, editor.id: 0})
    assert list(Ownership.objects.values_list("member_id", "parts")) == [(owner.id, 3)]
    for code, parts in (("no_parts", {owner.id: 0}), ("bad_parts", {owner.id: 1001})):
        with refused(code):
            ownership.set_owners(**target, parts=parts)
    ownership.remove_owners(**target)
    assert not Ownership.objects.exists()


def test_terms_belong_to_debts_and_replace_those_of_their_date(cast: Cast) -> None:
    loan = open_one(cast, side=Side.LIABILITY, category="mortgage")
    target: dict[str, Any] = {"household": cast.household, "actor": None, "since": MAY}
    terms = debt_terms.Terms
    for rate in (Decimal("8.1"), Decimal("7.9")):
        debt_terms.set_terms(**target, position_id=loan, terms=terms(rate))
    assert DebtTerms.objects.get().rate == Decimal("7.9")
    for code, bad in (
        ("no_terms", terms()),
        ("bad_rate", terms(Decimal(1001))),
        ("bad_method", terms(Decimal(1), "magic")),
        ("negative", terms(minimum=Decimal(-1))),
    ):
        with refused(code):
            debt_terms.set_terms(**target, position_id=loan, terms=bad)
    with refused("not_a_debt"):
        cash = open_one(cast, name="Cash")
        debt_terms.set_terms(**target, position_id=cash, terms=terms(Decimal(1)))
    debt_terms.remove_terms(**target, position_id=loan)
    assert not DebtTerms.objects.exists()


def test_securities_are_set_from_either_side(cast: Cast) -> None:
    house = open_one(cast, name="House", category="real_estate")
    land = open_one(cast, name="Land", category="real_estate")
    loan = open_one(cast, name="Loan", side=Side.LIABILITY, category="mortgage")

    def link(position_id: UUID, *others: UUID) -> set[tuple[UUID, UUID]]:
        securities.set_secured(cast.household, actor=None, position_id=position_id, others=others)
        return set(SecuredBy.objects.values_list("debt_id", "asset_id"))

    assert link(loan, house, land) == {(loan, house), (loan, land)}
    assert link(house) == {(loan, land)}
    assert link(house, loan) == {(loan, land), (loan, house)}
    with refused("no_counterpart"):
        link(house, land)
