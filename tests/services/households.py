"""Random households for the property tests, as plain rows and as the books computation takes."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from tests.services.slow_reference import Household, Position, Value
from tracker.services.books import (
    DatedTerms,
    HouseholdBooks,
    PositionBook,
    PriceSeries,
    RateSeries,
)
from tracker.services.calendar import day_of
from tracker.services.carry_forward import Series
from tracker.services.categories import Side

FIRST, LAST = date(2023, 11, 15), date(2024, 6, 20)
CURRENCIES = ["EUR", "IDR", "USD", "VND"]
MEMBERS = [UUID(int=n) for n in (1, 2, 3)]
COMMODITIES = [UUID(int=n) for n in (11, 12)]

# Month ends and the days around them come up often: that is where dates go wrong.
days = st.one_of(
    st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(n)),
    st.sampled_from([date(2024, 1, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 31)]),
)
cents = st.integers(-(10**6), 10**8).map(lambda n: Decimal(n).scaleb(-2))
amounts = st.one_of(
    cents,
    st.integers(-(10**3), 10**12).map(Decimal),
    st.integers(-(10**20), 10**33 - 1).map(lambda n: Decimal((n < 0, digits_of(n), -18))),
    st.sampled_from([Decimal(0), Decimal("0.00"), Decimal("-0.01"), Decimal(1), Decimal("-5")]),
)
worths = st.one_of(
    st.integers(1, 10**7).map(lambda n: Decimal(n).scaleb(-4)),
    st.integers(1, 10**22).map(lambda n: Decimal((0, digits_of(n), -18))),
    st.sampled_from([Decimal(1), Decimal(25000), Decimal("0.00006"), Decimal(3)]),
)
terms = st.tuples(
    days,
    st.none() | st.integers(0, 3000).map(lambda n: Decimal(n).scaleb(-2)),
    st.sampled_from(["reducing", "flat", "interest_free"]),
)


def digits_of(n: int) -> tuple[int, ...]:
    return tuple(map(int, str(abs(n))))


@st.composite
def positions(draw, number: int, amounts) -> Position:
    value_days = sorted(draw(st.sets(days, max_size=5)))
    closed = draw(st.none() | st.none() | days)
    maybe = st.none() | amounts
    values = [
        Value(on, *(draw(kind) for kind in (amounts, maybe, maybe, maybe)))
        for on in value_days
        if closed is None or on < closed
    ]
    opened = draw(st.none() | days)
    if values and opened and opened > values[0].on:
        opened = values[0].on
    sets = draw(st.dictionaries(days, st.dictionaries(st.sampled_from(MEMBERS), st.integers(1, 7))))
    return Position(
        id=UUID(int=100 + number),
        side=draw(st.sampled_from([1, -1])),
        category=draw(st.sampled_from(["cash", "other", "investments", "mortgage"])),
        currency=draw(st.sampled_from(CURRENCIES)),
        commodity=draw(st.none() | st.sampled_from(COMMODITIES)),
        contingent=draw(st.sampled_from([False, False, False, True])),
        probability=draw(st.none() | st.integers(0, 1000).map(lambda n: Decimal(n).scaleb(-1))),
        opened=opened,
        closed=closed,
        interval=draw(st.sampled_from([1, 3, 12])),
        discount=draw(st.sampled_from([Decimal(0), Decimal(20), Decimal("12.5"), Decimal(100)])),
        values=values,
        owners=sorted((on, sorted(members.items())) for on, members in list(sets.items())[:3]),
        terms=sorted(draw(st.lists(terms, max_size=2, unique_by=lambda held: held[0]))),
    )


@st.composite
def households(draw) -> Household:
    rates = draw(
        st.dictionaries(
            st.tuples(
                st.sampled_from(CURRENCIES), st.sampled_from(CURRENCIES), st.booleans(), days
            ),
            worths,
            max_size=14,
        )
    )
    prices = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(COMMODITIES), st.sampled_from(CURRENCIES), days),
            worths,
            max_size=6,
        )
    )
    kind = draw(st.sampled_from([amounts, cents]))  # beyond 64 bits, or well within
    return Household(
        currency=draw(st.sampled_from(CURRENCIES)),
        positions=[draw(positions(n, kind)) for n in range(draw(st.integers(1, 5)))],
        prices=[(*key, price) for key, price in prices.items()],
        rates=[(*key, rate) for key, rate in rates.items() if key[0] != key[1]],
    )


def to_books(house: Household) -> HouseholdBooks:
    """The same household as dated series."""
    prices: dict = {}
    for commodity, currency, on, price in house.prices:
        prices.setdefault((commodity, currency), []).append((day_of(on), price))
    rates: dict = {}
    for base, quote, own, on, rate in house.rates:
        rates.setdefault((base, quote, own), []).append((day_of(on), rate))
    return HouseholdBooks(
        house.currency,
        tuple(map(to_position, house.positions)),
        tuple(PriceSeries(*key, Series.of(rows)) for key, rows in prices.items()),
        tuple(RateSeries(*key, Series.of(rows)) for key, rows in rates.items()),
    )


def to_position(p: Position) -> PositionBook:
    return PositionBook(
        id=p.id,
        name=f"position {p.id.int}",
        side=Side(p.side),
        category=p.category,
        currency=p.currency,
        commodity=p.commodity,
        contingent=p.contingent,
        probability=p.probability,
        opened=p.opened and day_of(p.opened),
        closed=p.closed and day_of(p.closed),
        interval=p.interval,
        discount=p.discount,
        amounts=Series.of((day_of(v.on), v.amount) for v in p.values),
        books=Series.of((day_of(v.on), v.book) for v in p.values if v.book is not None),
        liquidations=Series.of(
            (day_of(v.on), v.liquidation) for v in p.values if v.liquidation is not None
        ),
        owners=tuple((day_of(on), tuple(members)) for on, members in p.owners),
        contributions=Series.of(
            (day_of(v.on), v.contribution) for v in p.values if v.contribution is not None
        ),
        terms=tuple(
            DatedTerms(day_of(on), rate, method, None, None) for on, rate, method in p.terms
        ),
    )
