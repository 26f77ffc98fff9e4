"""What the frame around every page shows: the household, the way around, and who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.access import HouseholdScope, may_open_household
from accounts.models import User
from accounts.roles import Permission

VIEW, EDIT = Permission.VIEW, Permission.EDIT


@dataclass(frozen=True, slots=True)
class Destination:
    """One place of the navigation: a route, and the other routes that light it up."""

    route: str
    label: str | Promise
    short_label: str | Promise
    icon: str
    also: tuple[str, ...] = ()
    needs: Permission = VIEW


BOOKS = (
    Destination("tracker:dashboard", _("Dashboard"), pgettext_lazy("bottom bar", "Home"), "house"),
    Destination(
        "tracker:snapshot_current",
        _("Monthly record"),
        pgettext_lazy("bottom bar", "Month"),
        "calendar-days",
        ("tracker:snapshot",),
    ),
    Destination(
        "tracker:positions",
        _("Own and owe"),
        pgettext_lazy("bottom bar", "Items"),
        "list",
        ("tracker:position", "tracker:business"),
    ),
    Destination(
        "tracker:balance",
        _("Balance sheet"),
        pgettext_lazy("bottom bar", "Balance"),
        "scale",
    ),
    Destination(
        "tracker:deficit",
        _("Below zero and back"),
        pgettext_lazy("bottom bar", "Below zero"),
        "waves-arrow-up",
    ),
    Destination(
        "tracker:history",
        _("History"),
        pgettext_lazy("bottom bar", "History"),
        "history",
        ("tracker:history",),
    ),
)
HOUSEKEEPING = (
    Destination(
        "tracker:prices",
        _("Prices and rates"),
        pgettext_lazy("bottom bar", "Prices"),
        "landmark",
        ("tracker:price", "tracker:rate"),
    ),
    Destination(
        "tracker:imports",
        _("Import"),
        pgettext_lazy("bottom bar", "Import"),
        "upload",
        ("tracker:import",),
        EDIT,
    ),
    Destination(
        "people:people", _("People"), pgettext_lazy("bottom bar", "People"), "users", ("people:",)
    ),
    Destination(
        "tracker:settings",
        _("Settings"),
        pgettext_lazy("bottom bar", "Settings"),
        "sliders-horizontal",
        ("tracker:settings",),
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
class SwitcherItem:
    """A household of the same login; `current` is the one on the page."""

    url: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything base.html needs beside a page's own view-model."""

    household: Any
    nav: tuple[NavigationItem, ...]
    more: tuple[NavigationItem, ...]
    switcher: tuple[SwitcherItem, ...]
    may_edit: bool
    may_manage: bool
    may_open: bool
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
            nav=_navigation(request, scope, BOOKS) if scope else (),
            more=_navigation(request, scope, HOUSEKEEPING) if scope else (),
            switcher=_switcher(scope) if scope else (),
            may_edit=scope.may_edit if scope else False,
            may_manage=scope.may(Permission.MANAGE) if scope else False,
            may_open=may_open_household(user) if user else False,
            user_name=name,
            initials="".join(word[0] for word in name.split()[:2]).upper(),
            theme=user.theme if user else "",
            private=_hides_amounts(request, user),
            language_code=get_language() or "en",
        )
    }


def _hides_amounts(request: HttpRequest, user: User | None) -> bool:
    """As the eye was last switched in this session, else as the reader wants to begin."""
    usual = user is not None and user.hides_amounts
    return bool(request.session.get("private", usual)) if hasattr(request, "session") else False


def _switcher(scope: HouseholdScope) -> tuple[SwitcherItem, ...]:
    """The way to the login's other households; nothing where there is no other."""
    if len(scope.households) < 2:
        return ()
    return tuple(
        SwitcherItem(
            url=reverse("tracker:dashboard", args=[link.slug]),
            name=link.name,
            current=link.slug == scope.household.slug,
        )
        for link in scope.households
    )


def _navigation(
    request: HttpRequest, scope: HouseholdScope, destinations: tuple[Destination, ...]
) -> tuple[NavigationItem, ...]:
    """The places this reader may go to; a page's own routes begin with its name."""
    match = request.resolver_match
    here = match.view_name if match else ""
    return tuple(
        NavigationItem(
            url=reverse(place.route, args=[scope.household.slug]),
            label=str(place.label),
            short_label=str(place.short_label),
            icon=place.icon,
            current=here == place.route or here.startswith(place.also),
        )
        for place in destinations
        if scope.may(place.needs)
    )
