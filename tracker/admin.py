"""The admin site for households: who belongs to them and how much they hold, never amounts.

Saves through commands. Items and months are shown for one household at a time, inside its tenant.
"""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import commands as people
from accounts.access import tenant
from accounts.admin import OperatorAdmin, operators
from accounts.models import Household, Member, Membership
from accounts.roles import Role
from tracker.commands.households import create_household
from tracker.forms.household_admin import (
    LAST_OWNER,
    HouseholdForm,
    MembershipForm,
    MembershipFormSet,
    NewHouseholdForm,
)
from tracker.models import Position, Snapshot
from tracker.queries.overview import household_overviews
from tracker.services.categories import Side
from tracker.wording.categories import CATEGORY_NAMES

__all__ = ["operators"]


class HouseholdChangeList(ChangeList):
    """The list with what the books hold: one statement for the whole page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        overviews = household_overviews([household.pk for household in self.result_list])
        for household in self.result_list:
            household.overview = overviews[household.pk]


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    fields = ("email", "role")
    extra = 1
    verbose_name_plural = _("Who may see it")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Membership]:
        return super().get_queryset(request).select_related("user").order_by("created_at")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class MemberInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Member
    fields = ("name", "user")
    readonly_fields = fields
    extra = 0
    can_delete = False
    verbose_name_plural = _("Members")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Member]:
        return super().get_queryset(request).select_related("user")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Household, site=operators)
class HouseholdAdmin(OperatorAdmin):
    list_display = ("name", "slug", "currency", "members", "items", "months", "last_month")
    list_filter = (("currency", admin.AllValuesFieldListFilter), "created_at")
    search_fields = ("name", "slug", "memberships__user__email")
    search_help_text = _("Name, address or a member's email")
    ordering = ("name", "slug")
    list_per_page = 50

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return HouseholdChangeList

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = (
            Member.objects.filter(household_id=models.OuterRef("pk"))
            .order_by()
            .values("household_id")
            .annotate(number=models.Count("*"))
            .values("number")
        )
        return (
            super()
            .get_queryset(request)
            .annotate(number_of_members=Coalesce(models.Subquery(counted), 0))
        )

    @admin.display(description=_("members"), ordering="number_of_members")
    def members(self, household: Any) -> int:
        return int(household.number_of_members)

    @admin.display(description=_("items"))
    def items(self, household: Any) -> SafeString:
        return _books_link("position", household, household.overview.positions)

    @admin.display(description=_("months"))
    def months(self, household: Any) -> SafeString:
        return _books_link("snapshot", household, household.overview.snapshots)

    @admin.display(description=_("last month"), empty_value="–")
    def last_month(self, household: Any) -> Any:
        return household.overview.last_snapshot

    @admin.display(description=_("books"))
    def books(self, household: Household) -> SafeString:
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            _books_url("position", household),
            _("items"),
            _books_url("snapshot", household),
            _("months"),
        )

    def get_fields(self, request: HttpRequest, obj: Household | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("name", "currency", "zone", "language", "owner")
        return ("name", "slug", "currency", "zone", "language", "cadence", "created_at", "books")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Household | None = None
    ) -> tuple[str, ...]:
        return () if obj is None else ("slug", "currency", "created_at", "books")

    def get_form(
        self, request: HttpRequest, obj: Household | None = None, change: bool = False, **kw: Any
    ) -> Any:
        return super().get_form(
            request, obj, change, **{"form": HouseholdForm if change else NewHouseholdForm, **kw}
        )

    def get_inlines(self, request: HttpRequest, obj: Household | None) -> list[Any]:
        return [MembershipInline, MemberInline] if obj else []

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except people.LastOwner:
            # Somebody else changed the other owner since the form was checked.
            messages.error(request, LAST_OWNER)
            return HttpResponseRedirect(request.path)

    def save_model(self, request: HttpRequest, obj: Household, form: Any, change: bool) -> None:
        data = form.cleaned_data
        if change:
            people.update_household(
                obj.pk,
                name=data["name"],
                zone=data["zone"],
                language=data["language"],
                cadence=data["cadence"],
            )
            return
        made = create_household(
            data["name"],
            currency=data["currency"],
            zone=data["zone"],
            language=data["language"],
            owner=data["owner"],
        )
        obj.pk, obj.slug, obj._state.adding = made.id, made.slug, False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        household_id = form.instance.pk
        # Owners first: a household never is without one in between.
        for membership in formset.new_objects:
            people.admit(household_id, user=membership.user, role=Role(membership.role))
        changed = [membership for membership, _fields in formset.changed_objects]
        for membership in sorted(changed, key=lambda one: one.role != Role.OWNER):
            people.change_role(household_id, user_id=membership.user_id, role=Role(membership.role))
        for membership in formset.deleted_objects:
            people.revoke_role(household_id, user_id=membership.user_id)


class BooksAdmin(OperatorAdmin):
    """A list of one household's rows, to look at only; ?household= says whose."""

    list_display_links = None
    list_per_page = 100
    actions = None

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if str(url.name).endswith("_changelist")]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        household = _find_household(request.GET.get("household", ""))
        if household is None:
            messages.info(request, _("Choose a household first."))
            return HttpResponseRedirect(reverse("admin:accounts_household_changelist"))
        context = {"title": str(household), "household": household, **(extra_context or {})}
        with tenant(household.pk):
            response = super().changelist_view(request, context)
            # Rendering reads the rows, which only this transaction may see.
            return response.render() if isinstance(response, TemplateResponse) else response


@admin.register(Position, site=operators)
class PositionAdmin(BooksAdmin):
    list_display = (
        "name",
        "side_word",
        "category_word",
        "currency",
        "opened_on",
        "closed_on",
        "archived_at",
    )
    search_fields = ("name",)
    ordering = ("side", "category", "order", "name")

    @admin.display(description=_("side"), ordering="side")
    def side_word(self, position: Position) -> Any:
        return _("owned") if position.side == "asset" else _("owed")

    @admin.display(description=_("category"), ordering="category")
    def category_word(self, position: Position) -> str:
        return str(CATEGORY_NAMES[Side.of(position.side), position.category])


@admin.register(Snapshot, site=operators)
class SnapshotAdmin(BooksAdmin):
    list_display = ("as_of", "closed_at")
    ordering = ("-as_of",)


def _find_household(text: str) -> Household | None:
    try:
        return Household.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _books_url(model: str, household: Household) -> str:
    return reverse(f"admin:tracker_{model}_changelist", query={"household": household.pk})


def _books_link(model: str, household: Household, number: int) -> SafeString:
    return format_html('<a href="{}">{}</a>', _books_url(model, household), number)
