"""The pages of prices and rates as tests fill them and read them."""

from datetime import date
from decimal import Decimal

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Commodity, Price, Rate, ReferenceRate

OCTOBER, TODAY = date(2026, 10, 31), date(2026, 11, 21)


def make_unit(cast: Cast, code: str, name: str = "") -> Commodity:
    with tenant(cast.household.id):
        return Commodity.objects.create(household_id=cast.household.id, code=code, name=name)


def set_price(cast: Cast, unit: Commodity, price: str, on: date, **more: str) -> None:
    fields = {"currency": "USD"} | more
    with tenant(cast.household.id):
        Price.objects.create(
            household_id=cast.household.id, commodity=unit, as_of=on, price=Decimal(price), **fields
        )


def set_rate(cast: Cast, base: str, rate: str, on: date, quote: str = "USD") -> None:
    with tenant(cast.household.id):
        Rate.objects.create(
            household_id=cast.household.id, base=base, quote=quote, as_of=on, rate=Decimal(rate)
        )


def publish(on: date, **rates: str) -> None:
    ReferenceRate.objects.bulk_create(
        ReferenceRate(base="EUR", currency=code, as_of=on, rate=Decimal(rate))
        for code, rate in rates.items()
    )


def hold(cast: Cast, name: str, currency: str, amount: str = "1000") -> None:
    add_value(
        cast.household, add_position(cast.household, name, currency=currency), OCTOBER, amount
    )


def path(cast: Cast, end: str = "") -> str:
    return f"/h/{cast.household.slug}/prices/{end}"


def read(client: ApplicationClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()
