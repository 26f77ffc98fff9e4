"""Taking a household's data along, and deleting it for good."""

import io
import zipfile
from datetime import date
from fractions import Fraction

import pytest

from accounts.access import tenant
from accounts.models import Household, User
from accounts.queries import HouseholdRow
from tests.cast import ApplicationClient, Cast, add_position, add_value, application_role
from tracker.commands.demo import make_sample
from tracker.commands.households import create_household
from tracker.commands.import_report import ImportReport
from tracker.commands.imports import ImportSource, import_rows
from tracker.models import (
    Budget,
    Commodity,
    DatedNote,
    Entity,
    EntityFigures,
    EntityFlow,
    Price,
    Rate,
    RatioGuide,
    Snapshot,
    Valuation,
)
from tracker.queries.books import household_books
from tracker.services.calendar import month_ends
from tracker.services.categories import Side
from tracker.services.networth import first_date, monthly_history

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = date(2026, 11, 21)
ENTRANCE = "/?list"
NAMES = [
    "README.txt",
    "household.csv",
    "members.csv",
    "items.csv",
    "item-details.csv",
    "values.csv",
    "value-details.csv",
    "units.csv",
    "prices.csv",
    "rates.csv",
    "price-sources.csv",
    "ownership.csv",
    "debt-terms.csv",
    "secured.csv",
    "models.csv",
    "businesses.csv",
    "business-figures.csv",
    "business-flows.csv",
    "business-items.csv",
    "business-values.csv",
    "months.csv",
    "closings.csv",
    "notes.csv",
    "budgets.csv",
    "guides.csv",
    "history.csv",
]


def path(slug: str, part: str) -> str:
    return f"/h/{slug}/settings/{part}/"


def download(client: ApplicationClient, slug: str) -> dict[str, bytes]:
    response = client.get(path(slug, "export"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def lines(files: dict[str, bytes], name: str) -> list[str]:
    return files[name].decode().splitlines()


@pytest.fixture
def sample(cast: Cast) -> HouseholdRow:
    """Five years of a household with units, foreign money, closed items and possible debts."""
    return make_sample(user=cast.owner, today=TODAY)


class TestExport:
    def test_it_is_a_zip_of_named_files_that_a_viewer_may_take_too(
        self, books: Cast, viewer_client: ApplicationClient
    ) -> None:
        response = viewer_client.get(path(books.household.slug, "export"))
        name = "waterline-santoso-2026-11-21.zip"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        files = download(viewer_client, books.household.slug)
        assert list(files) == NAMES
        assert lines(files, "household.csv")[1] == "Santoso,USD,Asia/Jakarta,en,monthly"
        assert lines(files, "members.csv") == ["name", "Owner", "Editor"]
        assert lines(files, "values.csv")[1] == (
            "2026-10-31,Joint savings,asset,cash,USD,38600.5,,,statement,"
        )
        [first, *_] = lines(files, "README.txt")
        assert first == "Santoso: everything that Waterline kept on 2026-11-21."

    def test_nobody_s_address_or_password_is_in_it(
        self, books: Cast, owner_client: ApplicationClient
    ) -> None:
        everything = b"".join(download(owner_client, books.household.slug).values())
        assert b"@example.com" not in everything
        assert books.owner.password.encode() not in everything

    def test_the_same_books_give_the_same_bytes(
        self, books: Cast, owner_client: ApplicationClient
    ) -> None:
        address = path(books.household.slug, "export")
        assert owner_client.get(address).content == owner_client.get(address).content

    def test_what_begins_like_a_formula_is_neutralised_in_every_file(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        Household.objects.filter(pk=cast.household.id).update(name="=cmd()")
        item = add_position(cast.household, "@item")
        add_value(cast.household, item, "2026-10-31", 1, note="+1")
        with tenant(cast.household.id):
            DatedNote.objects.create(
                household_id=cast.household.id, on="2026-10-01", text="-note", reason="home"
            )
        files = download(owner_client, cast.household.slug)
        assert lines(files, "household.csv")[1].startswith("'=cmd(),")
        assert lines(files, "values.csv")[1].endswith(",'+1")
        assert "'@item" in lines(files, "items.csv")[1]
        assert lines(files, "notes.csv")[1] == "2026-10-01,'-note,home"

    def test_everything_that_has_a_date_or_a_figure_is_there_in_full(
        self, sample: HouseholdRow, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        with tenant(sample.id):
            Snapshot.objects.filter(household_id=sample.id, as_of="2026-10-31").update(
                closed_at=None
            )
            Valuation.objects.filter(
                household_id=sample.id, position__name="Equity fund", as_of="2026-10-31"
            ).update(low="1.5", contribution="0.25")
            RatioGuide.objects.create(
                household_id=sample.id, ratio="leverage", low="2.5", high="2.5"
            )
        files = download(owner_client, sample.slug)
        of = {"household_id": sample.id}
        assert len(lines(files, "values.csv")) == 1 + Valuation.objects.filter(**of).count()
        assert len(lines(files, "prices.csv")) == 1 + Price.objects.filter(**of).count()
        assert len(lines(files, "rates.csv")) == 1 + Rate.objects.filter(**of).count()
        assert len(lines(files, "budgets.csv")) == 1 + Budget.objects.filter(**of).count()
        assert len(lines(files, "closings.csv")) == 1 + 61
        assert len(lines(files, "history.csv")) == 1 + 62
        assert lines(files, "guides.csv")[1:] == ["leverage,2.5,2.5"]
        assert "2026-10-31,Equity fund,1.5,0.25," in lines(files, "value-details.csv")
        told = Valuation.objects.filter(**of).exclude(low=None, contribution=None)
        assert len(lines(files, "value-details.csv")) == 1 + told.count()
        assert lines(files, "models.csv")[1:] == [
            "Family car,declining,2026-10-31,18,40000000,,,",
            "Motorcycle,straight_line,2026-10-31,,5500000,2031-10-31,,",
            "Mortgage,loan,2026-10-31,,,,,",
            "Car loan,loan,2026-10-31,,,,,",
        ]
        assert "This is the sample household: its people and figures are made up." in lines(
            files, "README.txt"
        )

    def test_a_business_has_its_own_files_and_none_of_its_rows_passes_for_the_household_s(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        of = {"household_id": cast.household.id}
        till = add_position(cast.household, "Savings")
        part = add_position(cast.household, "Our part", category="business")
        with tenant(cast.household.id):
            shop = Entity.objects.create(**of, kind="company", name="=Shop")
            EntityFigures.objects.create(**of, entity=shop, as_of="2026-01-01", percent=40)
            EntityFlow.objects.create(
                **of, entity=shop, on="2026-02-01", kind="distribution", amount="12.5"
            )
            till.entity, part.stake_in = shop, shop
            till.save()
            part.save()
        add_value(cast.household, till, "2026-10-31", 7, contribution=3)
        files = download(owner_client, cast.household.slug)
        assert lines(files, "businesses.csv")[1:] == ["'=Shop,company,USD,false"]
        assert lines(files, "business-figures.csv")[1:] == ["'=Shop,2026-01-01,,,40,,"]
        assert lines(files, "business-flows.csv")[1:] == ["'=Shop,2026-02-01,distribution,12.5"]
        [item] = lines(files, "business-items.csv")[1:]
        assert item == "'=Shop,Savings,asset,cash,USD,,,,,,false"
        assert lines(files, "business-values.csv")[1:] == [
            "'=Shop,2026-10-31,Savings,7,,,statement,"
        ]
        assert lines(files, "value-details.csv")[1:] == ["2026-10-31,Savings,,3,'=Shop"]
        assert lines(files, "item-details.csv")[1:] == ["Our part,USD,false,,,,'=Shop"]
        assert len(lines(files, "items.csv")) == 2
        assert len(lines(files, "values.csv")) == 1

    def test_where_a_price_or_a_rate_is_from_is_kept(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        of = {"household_id": cast.household.id, "as_of": "2026-10-31"}
        with tenant(cast.household.id):
            unit = Commodity.objects.create(household_id=cast.household.id, code="GOLD-G")
            Price.objects.create(**of, commodity=unit, currency="USD", price=90, source="Bank")
            Price.objects.create(**of, commodity=unit, currency="EUR", price=80)
            Rate.objects.create(**of, base="USD", quote="SGD", rate=2, source="=Teller")
        assert lines(download(owner_client, cast.household.slug), "price-sources.csv")[1:] == [
            "2026-10-31,GOLD-G,USD,Bank",
            "2026-10-31,USD,SGD,'=Teller",
        ]

    def test_every_file_is_described_in_the_readme(
        self, books: Cast, owner_client: ApplicationClient
    ) -> None:
        files = download(owner_client, books.household.slug)
        readme = files["README.txt"].decode()
        assert [name for name in NAMES[1:] if name not in readme] == []

    def test_an_empty_household_has_an_archive_too(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        files = download(owner_client, cast.household.slug)
        assert lines(files, "values.csv") == [
            "date,position,side,category,commodity,amount,book,liquidation,source,note"
        ]
        assert len(lines(files, "history.csv")) == 1

    def test_imported_into_a_fresh_household_net_worth_is_the_same_each_month(
        self, sample: HouseholdRow, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        guarantee = add_position(sample, "Signed for a friend", Side.LIABILITY, "personal_loan")
        with tenant(sample.id):
            guarantee.contingent = True
            guarantee.save()
        add_value(sample, guarantee, "2026-11-21", 5_000_000)
        files = download(owner_client, sample.slug)
        fresh = create_household("Fresh", currency="IDR", owner=cast.owner)
        for name in ("prices.csv", "rates.csv"):
            assert load(fresh, files[name]).ok
        report = load(fresh, files["values.csv"], files["items.csv"])
        assert report.ok, report.problems
        assert report.added == Valuation.objects.filter(household_id=sample.id).count()
        assert totals(fresh) == totals(sample)
        assert len(totals(fresh)) == 62

    def test_imported_again_into_the_same_household_nothing_changes(
        self, sample: HouseholdRow, owner_client: ApplicationClient
    ) -> None:
        files = download(owner_client, sample.slug)
        report = load(sample, files["values.csv"], files["items.csv"])
        assert report.ok, report.problems
        assert (report.added, report.changed, report.positions) == (0, 0, ())


def load(household: HouseholdRow, data: bytes, positions: bytes | None = None) -> ImportReport:
    with application_role(), tenant(household.id):
        return import_rows(household, actor=None, today=TODAY, source=ImportSource(data, positions))


def totals(household: HouseholdRow) -> list[tuple[date, Fraction, Fraction, Fraction]]:
    books = household_books(household)
    first = first_date(books)
    assert first is not None
    history = monthly_history(books, month_ends(first, TODAY))
    return [
        (
            day,
            history.exact(history.assets[at]),
            history.exact(history.liabilities[at]),
            history.exact(history.net_worth[at]),
        )
        for at, day in enumerate(history.dates)
    ]


class TestDeletion:
    def test_the_page_says_what_goes_and_offers_the_archive_first(
        self, books: Cast, owner_client: ApplicationClient
    ) -> None:
        page = owner_client.get(path(books.household.slug, "delete")).content.decode()
        for text in ("3 items", "1 date with a record", "3 values", "2 people of the household"):
            assert text in page
        assert page.index("/settings/export/") < page.index("Delete for good")

    def test_the_typed_name_deletes_it_and_says_so(
        self, books: Cast, owner_client: ApplicationClient
    ) -> None:
        viewer = books.client(books.viewer)
        address = f"/h/{books.household.slug}/items/"
        assert viewer.get(address).status_code == 200
        response = owner_client.post(path(books.household.slug, "delete"), {"name": " Santoso "})
        assert response["Location"] == ENTRANCE
        assert not Household.objects.filter(pk=books.household.id).exists()
        assert User.objects.filter(pk=books.viewer.pk).exists()
        assert "“Santoso” and everything in it was deleted." in owner_client.get(ENTRANCE).text
        assert viewer.get(address).status_code == 404
        assert owner_client.get(address).status_code == 404

    @pytest.mark.parametrize("typed", ["", "santoso", "Santoso!", "x" * 300])
    def test_another_name_is_a_sentence_and_deletes_nothing(
        self, books: Cast, owner_client: ApplicationClient, typed: str
    ) -> None:
        response = owner_client.post(path(books.household.slug, "delete"), {"name": typed})
        assert response.status_code == 422
        page = response.content.decode()
        assert "Nothing was deleted." in page or "at most 200 characters" in page
        assert f'value="{typed}"' in page or not typed
        assert Valuation.objects.filter(household_id=books.household.id).count() == 3

    def test_a_sample_goes_without_typing(
        self, sample: HouseholdRow, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        assert owner_client.post(path(sample.slug, "delete"))["Location"] == ENTRANCE
        assert "The sample household was removed." in owner_client.get(ENTRANCE).text
        assert not Household.objects.filter(pk=sample.id).exists()
        assert Household.objects.filter(pk=cast.household.id).exists()
