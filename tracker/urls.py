"""Routes only; a household's pages live under /h/<slug>/."""

from datetime import date

from django.urls import URLPattern, include, path, register_converter

from tracker.views import (
    balance,
    dashboard,
    first_run,
    home,
    position,
    position_parts,
    positions,
    snapshot,
    snapshot_parts,
    snapshots,
)

app_name = "tracker"


class IsoDate:
    """A plain date from 1900 to 2200 in an address."""

    regex = r"(?:19|20|21)\d\d-\d\d-\d\d|2200-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(IsoDate, "isodate")

household: list[URLPattern] = [
    path("", dashboard.dashboard, name="dashboard"),
    path("months/", snapshots.snapshots, name="snapshots"),
    path("months/current/", snapshot.current, name="snapshot_current"),
    path("months/<isodate:as_of>/", snapshot.snapshot, name="snapshot"),
    path(
        "months/<isodate:as_of>/cell/<uuid:position_id>/", snapshot_parts.cell, name="snapshot_cell"
    ),
    path("months/<isodate:as_of>/copy/", snapshot_parts.copy, name="snapshot_copy"),
    path("months/<isodate:as_of>/note/", snapshot_parts.note, name="snapshot_note"),
    path("months/<isodate:as_of>/close/", snapshot_parts.close, name="snapshot_close"),
    path("months/<isodate:as_of>/reopen/", snapshot_parts.reopen, name="snapshot_reopen"),
    path("items/", positions.positions, name="positions"),
    path("items/new/", positions.new, name="position_new"),
    path("items/<uuid:position_id>/", position.position, name="position"),
    path("items/<uuid:position_id>/edit/", position.edit, name="position_edit"),
    path("items/<uuid:position_id>/close/", position.close, name="position_close"),
    path("items/<uuid:position_id>/reopen/", position.reopen, name="position_reopen"),
    path("items/<uuid:position_id>/archive/", position.archive, name="position_archive"),
    path("items/<uuid:position_id>/value/", position_parts.value, name="position_value"),
    path("items/<uuid:position_id>/owners/", position_parts.owners, name="position_owners"),
    path("items/<uuid:position_id>/terms/", position_parts.terms, name="position_terms"),
    path("items/<uuid:position_id>/secured/", position_parts.secured, name="position_secured"),
    path("items/<uuid:position_id>/price/", position_parts.price, name="position_price"),
    path("balance/", balance.balance, name="balance"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("welcome/", first_run.welcome, name="welcome"),
    path("households/new/", first_run.new_household, name="household_new"),
    path("h/<slug:slug>/", include(household)),
]
