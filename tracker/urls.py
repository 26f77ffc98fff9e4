"""Routes only; a household's pages live under /h/<slug>/."""

from datetime import date

from django.urls import URLPattern, include, path, register_converter

from tracker.views import (
    balance,
    business,
    business_items,
    business_parts,
    dashboard,
    deficit,
    first_run,
    history,
    history_card,
    history_compare,
    history_notes,
    home,
    household_settings,
    import_undo,
    import_upload,
    imports,
    manifest,
    position,
    position_parts,
    positions,
    possible,
    price,
    price_day,
    prices,
    rate,
    ratios,
    settings_budget,
    settings_data,
    settings_guides,
    snapshot,
    snapshot_parts,
    snapshot_paste,
    snapshots,
    value_model,
)
from tracker.views import businesses as business_list

app_name = "tracker"


class IsoDate:
    """A plain date from 1900 to 2200 in an address."""

    regex = r"(?:19|20|21)\d\d-\d\d-\d\d|2200-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class CurrencyCode:
    """Three capital letters in an address; whether they are a currency is for the page to say."""

    regex = r"[A-Z]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IsoDate, "isodate")
register_converter(CurrencyCode, "currency")

books: list[URLPattern] = [
    path("", dashboard.dashboard, name="dashboard"),
    path("months/", snapshots.snapshots, name="snapshots"),
    path("months/current/", snapshot.current, name="snapshot_current"),
    path("months/<isodate:as_of>/", snapshot.snapshot, name="snapshot"),
    path(
        "months/<isodate:as_of>/cell/<uuid:position_id>/", snapshot_parts.cell, name="snapshot_cell"
    ),
    path("months/<isodate:as_of>/copy/", snapshot_parts.copy, name="snapshot_copy"),
    path("months/<isodate:as_of>/estimates/", snapshot_parts.estimates, name="snapshot_estimates"),
    path("months/<isodate:as_of>/paste/", snapshot_paste.paste, name="snapshot_paste"),
    path("months/<isodate:as_of>/fill/", snapshot_paste.fill, name="snapshot_fill"),
    path("months/<isodate:as_of>/undo/", snapshot_paste.undo, name="snapshot_undo"),
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
    path("items/<uuid:position_id>/count/", possible.count, name="position_count"),
    path("items/<uuid:position_id>/value/", position_parts.value, name="position_value"),
    path("items/<uuid:position_id>/owners/", position_parts.owners, name="position_owners"),
    path("items/<uuid:position_id>/terms/", position_parts.terms, name="position_terms"),
    path("items/<uuid:position_id>/model/", value_model.model, name="position_model"),
    path("items/<uuid:position_id>/secured/", position_parts.secured, name="position_secured"),
    path("balance/", balance.balance, name="balance"),
    path("ratios/", ratios.ratios, name="ratios"),
    path("deficit/", deficit.deficit, name="deficit"),
]
businesses: list[URLPattern] = [
    path("businesses/", business_list.businesses, name="businesses"),
    path("businesses/new/", business_list.new, name="business_new"),
    path("businesses/<uuid:business_id>/", business.business, name="business"),
    path("businesses/<uuid:business_id>/edit/", business.edit, name="business_edit"),
    path("businesses/<uuid:business_id>/archive/", business.archive, name="business_archive"),
    path("businesses/<uuid:business_id>/figures/", business_parts.figures, name="business_figures"),
    path(
        "businesses/<uuid:business_id>/payments/", business_parts.payments, name="business_payments"
    ),
    path("businesses/<uuid:business_id>/items/new/", business_items.item, name="business_item"),
    path("businesses/<uuid:business_id>/values/", business_items.values, name="business_values"),
]
past: list[URLPattern] = [
    path("history/", history.history, name="history"),
    path("history/download/", history.download, name="history_download"),
    path("history/compare/", history_compare.compare, name="history_compare"),
    path("history/year/<int:year>/", history_card.year_card, name="history_year"),
    path("history/<isodate:as_of>/card/", history_card.card, name="history_card"),
    path("notes/", history_notes.notes, name="history_notes"),
    path("notes/new/", history_notes.add, name="history_note_new"),
    path("notes/<uuid:note_id>/", history_notes.edit, name="history_note"),
    path("notes/<uuid:note_id>/remove/", history_notes.remove, name="history_note_remove"),
]
pricing: list[URLPattern] = [
    path("prices/", prices.prices, name="prices"),
    path("prices/day/", price_day.price_day, name="prices_day"),
    path("prices/rates/new/", rate.new, name="rate_new"),
    path("prices/rates/<currency:base>/<currency:quote>/", rate.rate, name="rate"),
    path("prices/rates/<currency:base>/<currency:quote>/save/", rate.save, name="rate_save"),
    path("prices/<uuid:commodity_id>/", price.price, name="price"),
    path("prices/<uuid:commodity_id>/save/", price.save, name="price_save"),
    path("prices/<uuid:commodity_id>/unit/", price.unit, name="price_unit"),
]
importing: list[URLPattern] = [
    path("import/", imports.imports, name="imports"),
    path("import/<uuid:import_id>/", import_upload.upload, name="import_upload"),
    path("import/<uuid:import_id>/file/", import_upload.file, name="import_file"),
    path("import/<uuid:import_id>/confirm/", import_upload.confirm, name="import_confirm"),
    path("import/<uuid:import_id>/again/", import_upload.again, name="import_again"),
    path("import/<uuid:import_id>/discard/", import_upload.discard, name="import_discard"),
    path("import/<uuid:import_id>/undo/", import_undo.undo, name="import_undo"),
]
settings: list[URLPattern] = [
    path("settings/", household_settings.household_settings, name="settings"),
    path("settings/household/", household_settings.change, name="settings_household"),
    path("settings/budget/", settings_budget.budget, name="settings_budget"),
    path("settings/guides/", settings_guides.guides, name="settings_guides"),
    path("settings/export/", settings_data.export, name="settings_export"),
    path("settings/delete/", settings_data.delete, name="settings_delete"),
]
household: list[URLPattern] = [*books, *businesses, *past, *pricing, *importing, *settings]

urlpatterns = [
    path("", home.home, name="home"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("welcome/", first_run.welcome, name="welcome"),
    path("households/new/", first_run.new_household, name="household_new"),
    path("households/sample/", first_run.sample, name="household_sample"),
    path("h/<slug:slug>/", include(household)),
]
