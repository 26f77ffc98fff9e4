"""What the frame around every page shows: the household, the way around, and who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.access import HouseholdScope
from accounts.models import User

# route, routes that light it up, label, label of the bottom bar, icon
NAVIGATION = (
    ("dashboard", ("dashboard",), _("Dashboard"), pgettext_lazy("bottom bar", "Home"), "house"),
    (
        "snapshot_current",
        ("snapshot_current", "snapshot", "snapshots", "snapshot_close"),
        _("Monthly snapshot"),
        pgettext_lazy("bottom bar", "Snapshot"),
        "calendar-days",
    ),
    (
        "positions",
        (
            "positions",
            "position",
            "position_new",
            "position_edit",
            "position_value",
            "position_owners",
            "position_terms",
            "position_secured",
            "position_price",
            "position_close",
        ),
        _("Own and owe"),
        pgettext_lazy("bottom bar", "Items"),
        "list",
    ),
    (
        "balance",
        ("balance",),
        _("Balance sheet"),
        pgettext_lazy("bottom bar", "Balance"),
        "scale",
    ),
)


@dataclass(frozen=True, slots=True)
class NavigationItem:
    url: str
    label: str
    short_label: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything base.html needs beside a page's own view-model."""

    household: Any
    nav: tuple[NavigationItem, ...]
    may_edit: bool
    user_name: str
    initials: str
    theme: str
    private: bool
    language_code: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame of the page; without a household there is no way around yet."""
    scope: HouseholdScope | None = getattr(request, "scope", None)
    person = getattr(request, "user", None)
    user = person if isinstance(person, User) else None
    name = str(user) if user else ""
    if scope is not None and scope.member is not None:
        name = scope.member.name
    return {
        "shell": Shell(
            household=scope.household if scope else None,
            nav=_navigation(request, scope) if scope else (),
            may_edit=scope.may_edit if scope else False,
            user_name=name,
            initials="".join(word[0] for word in name.split()[:2]).upper(),
            theme=user.theme if user else "",
            private=bool(request.session.get("private")) if hasattr(request, "session") else False,
            language_code=get_language() or "en",
        )
    }


def _navigation(request: HttpRequest, scope: HouseholdScope) -> tuple[NavigationItem, ...]:
    match = request.resolver_match
    here = match.url_name if match else ""
    return tuple(
        NavigationItem(
            url=reverse(f"tracker:{route}", args=[scope.household.slug]),
            label=str(label),
            short_label=str(short),
            icon=icon,
            current=here in routes,
        )
        for route, routes, label, short, icon in NAVIGATION
    )
