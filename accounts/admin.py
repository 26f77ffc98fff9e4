"""The site of operators, which does not exist for anybody else, and its page of people."""

from collections.abc import Iterable
from functools import update_wrapper
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from accounts import commands
from accounts.links import password_path
from accounts.models import Membership, User

# Signing in, out and changing the password are done on Waterline's own pages.
LAST_OPERATOR = _("This is the last operator. Make somebody else one first.")
OWN_PAGES = {"login", "logout", "password_change", "password_change_done", "view_on_site"}


class OperatorSite(admin.AdminSite):
    """Django's admin for operators; everybody else is told that there is no such page."""

    site_title = _("Waterline operators")
    site_header = _("Waterline operators")
    index_title = _("Households and people")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                raise Http404
            return view(request, *args, **kwargs)

        guarded = inside if cacheable else never_cache(inside)
        return update_wrapper(csrf_protect(guarded), view)

    def get_urls(self) -> list[Any]:
        urls = [url for url in super().get_urls() if getattr(url, "name", None) not in OWN_PAGES]
        _answer_strangers(urls)
        return urls


def _answer_strangers(urls: Iterable[URLPattern | URLResolver]) -> None:
    """Let the site itself answer who is not signed in: a way to the login page would tell of it."""
    for url in urls:
        if isinstance(url, URLResolver):
            _answer_strangers(url.url_patterns)
        else:
            login_not_required(url.callback)


operators = OperatorSite(name="admin")


class OperatorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Operators may do what a page offers; nothing is deleted here."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields: ClassVar = ["email", "name", "is_active", "is_staff"]
        help_texts: ClassVar = {
            "is_active": _("Without it nobody can log in with this address."),
            "is_staff": _("Sees this site: all households and people, but no amounts."),
        }

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kept = self.cleaned_data.get("is_active") and self.cleaned_data.get("is_staff")
        others = User.objects.filter(is_active=True, is_staff=True).exclude(pk=self.instance.pk)
        was = self.initial.get("is_active") and self.initial.get("is_staff")
        if was and not kept and not others.exists():
            raise forms.ValidationError(LAST_OPERATOR, code="last_operator")
        return cleaned


@admin.register(User, site=operators)
class UserAdmin(OperatorAdmin):
    form = UserForm
    list_display = ("email", "name", "is_staff", "is_active", "households", "date_joined")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "is_active", "is_staff", "date_joined", "last_login")
    readonly_fields = ("date_joined", "last_login")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = (
            Membership.objects.filter(user_id=models.OuterRef("pk"))
            .order_by()
            .values("user_id")
            .annotate(number=models.Count("*"))
            .values("number")
        )
        return (
            super().get_queryset(request).annotate(households=Coalesce(models.Subquery(counted), 0))
        )

    @admin.display(description=_("households"), ordering="households")
    def households(self, user: Any) -> int:
        return int(user.households)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except commands.LastOperator:
            # Somebody else changed the other operator since the form was checked.
            messages.error(request, LAST_OPERATOR)
            return HttpResponseRedirect(request.path)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        data = form.cleaned_data
        if change:
            commands.update_user(
                obj.pk,
                email=data["email"],
                name=data["name"],
                is_active=data["is_active"],
                is_staff=data["is_staff"],
            )
            return
        made = commands.create_user(
            email=data["email"],
            name=data["name"],
            is_active=data["is_active"],
            is_staff=data["is_staff"],
        )
        obj.pk, obj._state.adding = made.pk, False
        messages.info(
            request,
            _("Send this link, with which the password is set: %(link)s")
            % {"link": request.build_absolute_uri(password_path(made))},
        )
