"""What models estimate for a month's blanks: shown in the grid, entered with a button or a key."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.access import tenant
from tests.cast import Cast, add_position, add_value
from tests.views.snapshot_page import TODAY, month, read, row_of, typed
from tracker.commands.errors import Refused
from tracker.commands.snapshots import close_snapshot, enter_estimates
from tracker.models import Position, Snapshot, Source, Valuation, ValueModel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OCTOBER = date(2026, 10, 31)
JULY = "2026-07-31"


def wearing(cast: Cast, name: str, amount: int = 10_000, **given) -> Position:
    """Something that loses 2% of its value of July in each of the first months."""
    held = add_position(cast.household, name, category="vehicles", **given)
    add_value(cast.household, held, JULY, amount)
    with tenant(cast.household.id):
        ValueModel.objects.create(
            household_id=cast.household.id, position=held, kind="declining", since=JULY, rate=24
        )
    return held


def enter(cast: Cast, as_of: date = OCTOBER, **more) -> int:
    with tenant(cast.household.id):
        return enter_estimates(
            cast.household, actor=cast.owner.pk, today=TODAY, as_of=as_of, **more
        )


def held_on(as_of: date) -> dict[str, tuple[Decimal, str]]:
    rows = Valuation.objects.filter(as_of=as_of)
    return {row.position.name: (row.amount, row.source) for row in rows}


def test_a_blank_shows_what_its_model_estimates_and_the_totals_count_it(
    cast: Cast, owner_client
) -> None:
    wearing(cast, "Car")
    page = read(owner_client, month(cast, on=OCTOBER))
    row = row_of(page, "Car")
    assert 'placeholder="9,400"' in row
    assert 'value="" data-saved=""' in row
    assert ">estimated <button" in row
    assert 'aria-label="Enter 9,400 for Car, as estimated"' in row
    assert "−200" in row  # against the estimate of the day before
    assert "9,400" in page.split('id="totals"')[1].split("</dl>")[0]
    assert "Enter 1 estimate into its blank" in page
    assert "estimated" not in read(owner_client, month(cast, on=date(2026, 8, 30)))


def test_on_a_phone_too_a_last_value_that_nobody_entered_is_called_estimated(
    cast: Cast, owner_client
) -> None:
    wearing(cast, "Car")
    known = add_position(cast.household, "Cash")
    add_value(cast.household, known, "2026-09-30", 5)
    page = read(owner_client, month(cast, on=OCTOBER))
    assert 'data-month="estimated"' in row_of(page, "Car")
    assert 'data-month="Sep"' in row_of(page, "Cash")


def test_the_estimates_of_all_blanks_are_entered_after_what_was_typed(
    cast: Cast, owner_client
) -> None:
    for name in ("Car", "Bike", "Boat"):
        wearing(cast, name)
    plain = add_position(cast.household, "Cash")
    add_value(cast.household, plain, JULY, 5)
    page = read(owner_client, month(cast, on=OCTOBER))
    answer = owner_client.post(
        month(cast, "estimates/", on=OCTOBER), typed(page, Bike="7,000"), follow=True
    )
    assert "2 estimates were entered into blanks." in answer.content.decode()
    held = held_on(OCTOBER)
    assert held.pop("Bike")[0] == 7000
    assert held == dict.fromkeys(("Car", "Boat"), (9400, Source.ESTIMATE))
    row = row_of(answer.content.decode(), "Car")
    assert 'value="9,400" data-saved="9,400"' in row
    assert "as estimated" not in row


def test_one_estimate_is_entered_by_its_own_button(cast: Cast, owner_client) -> None:
    car, _bike = wearing(cast, "Car"), wearing(cast, "Bike")
    page = read(owner_client, month(cast, on=OCTOBER))
    body = typed(page) | {"use": str(car.pk)}
    assert owner_client.post(month(cast, "estimates/", on=OCTOBER), body).status_code == 302
    assert set(held_on(OCTOBER)) == {"Car"}


def test_the_button_that_enters_all_estimates_counts_down_as_cells_are_saved(
    cast: Cast, owner_client
) -> None:
    named = {name: wearing(cast, name) for name in ("Car", "Bike")}
    page = read(owner_client, month(cast, on=OCTOBER))
    assert "Enter 2 estimates into blanks" in page

    def button(name: str) -> str:
        address = month(cast, f"cell/{named[name].pk}/", on=OCTOBER)
        body = typed(page, **{name: "7,000"})
        answer = owner_client.post(address, body, headers={"HX-Request": "true"})
        return answer.content.decode().split('"innerHTML:#estimates">')[1].split("</span>")[0]

    assert "Enter 1 estimate into its blank" in button("Car")
    assert button("Bike").strip() == ""


@pytest.mark.parametrize("use", ["", "x", str(UUID(int=7))])
def test_a_button_of_no_item_enters_nothing(cast: Cast, owner_client, use: str) -> None:
    wearing(cast, "Car")
    address = month(cast, "estimates/", on=OCTOBER)
    assert owner_client.post(address, {"use": use}).status_code in (302, 404)
    assert not held_on(OCTOBER)


def test_values_that_are_there_and_items_that_are_not_open_keep_out_of_it(cast: Cast) -> None:
    entered = wearing(cast, "Entered")
    add_value(cast.household, entered, OCTOBER, 1)
    wearing(cast, "Put away", archived_at=timezone.now())
    wearing(cast, "Closed", closed_on=OCTOBER)
    assert enter(cast) == 0
    assert held_on(OCTOBER) == {"Entered": (1, Source.STATEMENT)}


def test_without_estimates_no_record_is_made(cast: Cast) -> None:
    plain = add_position(cast.household, "Cash")
    add_value(cast.household, plain, JULY, 5)
    assert enter(cast) == 0
    assert not Snapshot.objects.filter(as_of=OCTOBER).exists()


def test_a_closed_month_takes_no_estimates(cast: Cast, owner_client) -> None:
    wearing(cast, "Car")
    with tenant(cast.household.id):
        close_snapshot(cast.household, actor=None, today=TODAY, as_of=OCTOBER)
    with pytest.raises(Refused, match=r"^month_closed$"):
        enter(cast)
    address = month(cast, "estimates/", on=OCTOBER)
    page = owner_client.post(address, follow=True).content.decode()
    assert "is closed: reopen it" in page
    assert "as estimated" not in page
    assert "9,400</span>" in row_of(page, "Car")
    assert ">estimated</small>" in row_of(page, "Car")


def test_the_question_before_closing_names_the_estimate_that_will_count(
    cast: Cast, owner_client
) -> None:
    wearing(cast, "Car")
    page = read(owner_client, month(cast, "close/", on=OCTOBER))
    assert "Its last value or its estimate is used instead." in page
    assert "estimated 9,400" in page


def test_a_viewer_sees_the_estimate_and_no_button(cast: Cast, viewer_client) -> None:
    wearing(cast, "Car")
    page = read(viewer_client, month(cast, on=OCTOBER))
    assert "9,400</span><small" in row_of(page, "Car")
    assert "/estimates/" not in page
    assert viewer_client.post(month(cast, "estimates/", on=OCTOBER)).status_code == 403
