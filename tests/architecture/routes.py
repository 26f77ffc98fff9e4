"""Every address of the project, and who gets what there: the table the access matrix is made of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Permission
from tests.architecture.world import Belongings

VIEW, EDIT, MANAGE = Permission.VIEW, Permission.EDIT, Permission.MANAGE
READING: Final = ("GET", "HEAD")
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
LOGIN: Final = "/accounts/login/"

OK: Final = frozenset({200})
DONE: Final = frozenset({200, 204, 302, 303, 409, 422})
"""What a write may answer to somebody who is allowed it, whether or not the form was right."""


class Door(StrEnum):
    """Who is asked for what before an address answers."""

    HOUSEHOLD = "household"  # a membership with the permission
    SIGNED_IN = "signed in"
    OPENING = "opening"  # leave to start a household
    PUBLIC = "public"
    OPERATORS = "operators"


@dataclass(frozen=True)
class Rule:
    """`methods`: what the address answers to, and the permission it needs in a household."""

    door: Door
    methods: Mapping[str, Permission | None]
    read: frozenset[int] = OK
    fragments: tuple[str, ...] = field(default=())
    """Query strings under which htmx asks for parts of the page."""
    item: str = "asset"
    """Which of the household's items the address is about."""
    download: bool = False
    """It answers with a file and not with a page."""

    def allows(self, method: str) -> bool:
        return ("GET" if method == "HEAD" else method) in self.methods

    def needs(self, method: str) -> Permission | None:
        return self.methods["GET" if method == "HEAD" else method]


def page(permission: Permission = VIEW, **options: Any) -> Rule:
    return Rule(Door.HOUSEHOLD, {"GET": permission}, **options)


def write(permission: Permission = EDIT, **options: Any) -> Rule:
    return Rule(Door.HOUSEHOLD, {"POST": permission}, **options)


def form(permission: Permission = EDIT) -> Rule:
    return Rule(Door.HOUSEHOLD, {"GET": permission, "POST": permission})


def public(*methods: str, read: frozenset[int] = OK) -> Rule:
    return Rule(Door.PUBLIC, dict.fromkeys(methods or ("GET", "POST")), read=read)


MOVED: Final = frozenset({200, 302})

RULES: Final[dict[str, Rule]] = {
    "tracker:dashboard": page(
        fragments=("", "basis=book", "range=1y", "person=shared", "from=2025-11-30&to=2026-01-31")
    ),
    "tracker:snapshots": page(),
    "tracker:snapshot_current": page(read=MOVED),
    "tracker:snapshot": Rule(Door.HOUSEHOLD, {"GET": VIEW, "POST": EDIT}),
    "tracker:snapshot_cell": write(),
    "tracker:snapshot_copy": write(),
    "tracker:snapshot_estimates": write(),
    "tracker:snapshot_paste": write(),
    "tracker:snapshot_fill": write(),
    "tracker:snapshot_undo": write(),
    "tracker:snapshot_note": write(),
    "tracker:snapshot_close": form(),
    "tracker:snapshot_reopen": write(),
    "tracker:positions": page(fragments=("", "show=all", "person=shared")),
    "tracker:position_new": form(),
    "tracker:position": page(fragments=("", "year=2025")),
    "tracker:position_edit": form(),
    "tracker:position_close": write(),
    "tracker:position_reopen": write(),
    "tracker:position_archive": write(),
    "tracker:position_count": write(item="debt"),
    "tracker:position_value": write(),
    "tracker:position_owners": write(),
    "tracker:position_terms": write(item="debt"),
    "tracker:position_model": write(),
    "tracker:position_secured": write(item="debt"),
    "tracker:ratios": page(),
    "tracker:balance": page(
        fragments=("", "basis=liquidation", "date=2025-12-31", "person=shared")
    ),
    "tracker:deficit": page(
        fragments=("", "strips=all", "basis=liquidation&episode=2025-11-30", "person=shared")
    ),
    "tracker:businesses": page(),
    "tracker:business_new": form(),
    "tracker:business": page(fragments=("", "from=2025-11-30&to=2026-01-31")),
    "tracker:business_edit": form(),
    "tracker:business_archive": write(),
    "tracker:business_figures": write(),
    "tracker:business_payments": write(),
    "tracker:business_item": form(),
    "tracker:business_values": form(),
    "tracker:history": page(fragments=("", "by=category", "by=category&side=owe&basis=book")),
    "tracker:history_download": page(download=True),
    "tracker:history_compare": page(fragments=("", "from=2025-11-30&to=2026-01-31")),
    "tracker:history_year": page(),
    "tracker:history_card": page(),
    "tracker:history_notes": page(),
    "tracker:history_note_new": form(),
    "tracker:history_note": form(),
    "tracker:history_note_remove": form(),
    "tracker:prices": page(),
    "tracker:prices_day": form(),
    "tracker:price": page(fragments=("", "year=2025", "edit=2025-11-30&in=USD")),
    "tracker:price_save": write(),
    "tracker:price_unit": form(),
    "tracker:rate": page(fragments=("", "year=2025", "edit=2025-11-30")),
    "tracker:rate_save": write(),
    "tracker:rate_new": form(),
    "tracker:imports": form(),
    "tracker:import_upload": form(),
    "tracker:import_file": write(),
    "tracker:import_confirm": write(),
    "tracker:import_again": write(),
    "tracker:import_discard": write(),
    "tracker:import_undo": form(),
    "tracker:settings": page(),
    "tracker:settings_household": write(MANAGE),
    "tracker:settings_budget": write(),
    "tracker:settings_guides": write(),
    "tracker:settings_export": page(download=True),
    "tracker:settings_delete": form(MANAGE),
    "people:people": page(),
    "people:add": write(MANAGE),
    "people:leave": form(VIEW),
    "people:invite": form(MANAGE),
    "people:revoke": write(MANAGE),
    "people:person": page(MANAGE),
    "people:rename": write(MANAGE),
    "people:role": write(MANAGE),
    "people:move": write(MANAGE),
    "people:remove": form(MANAGE),
    "people:delete": form(MANAGE),
    # Bound to an address: whoever has another one is told so.
    "invitations:invitation": public(read=frozenset({200, 403})),
    "tracker:home": public("GET", read=MOVED),
    "tracker:manifest": public("GET"),
    "tracker:welcome": public(read=frozenset({302})),
    "tracker:household_new": Rule(Door.OPENING, {"GET": None, "POST": None}),
    "tracker:household_sample": Rule(Door.OPENING, {"POST": None}),
    "accounts:profile": Rule(Door.SIGNED_IN, {"GET": None, "POST": None}),
    "accounts:theme": Rule(Door.SIGNED_IN, {"POST": None}),
    "accounts:privacy": Rule(Door.SIGNED_IN, {"POST": None}),
    "account_login": public(read=MOVED),
    "account_logout": public(read=MOVED),
    "account_inactive": public("GET"),
    "account_signup": public(read=MOVED),
    "account_reauthenticate": Rule(Door.SIGNED_IN, {"GET": None, "POST": None}, read=MOVED),
    "account_change_password": Rule(Door.SIGNED_IN, {"GET": None, "POST": None}, read=MOVED),
    "account_set_password": Rule(Door.SIGNED_IN, {"GET": None, "POST": None}, read=MOVED),
    "account_reset_password": public(),
    "account_reset_password_done": public("GET"),
    "account_reset_password_from_key": public(read=MOVED),
    "account_reset_password_from_key_done": public("GET"),
    "healthz": public("GET"),
    "readyz": public("GET"),
}


@dataclass(frozen=True)
class Route:
    """One address of the resolver: its full name and the names of its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    @property
    def rule(self) -> Rule:
        if self.is_admin:
            return Rule(Door.OPERATORS, {"GET": None, "POST": None})
        return RULES[self.name]

    @property
    def is_admin(self) -> bool:
        return self.name.startswith("admin:")

    def of(self, belongings: Belongings, **others: Any) -> str:
        """The address in this household."""
        own = {"position_id": getattr(belongings, self.rule.item)} | others
        return self.address(arguments_of(belongings, **own))

    def address(self, arguments: Mapping[str, Any]) -> str:
        if self.name == CATCH_ALL:
            return reverse("admin:index") + "anything/else/"
        wanted = {name: arguments[name] for name in self.parameters}
        return reverse(self.name, kwargs=wanted)


CATCH_ALL: Final = "admin:"


def routes() -> list[Route]:
    """Every address that the project answers, in the resolver's order."""
    return list(_walk(get_resolver(), (), (), ""))


def _walk(
    resolver: URLResolver, namespaces: tuple[str, ...], outer: tuple[str, ...], prefix: str
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        parameters = (*outer, *entry.pattern.regex.groupindex)
        text = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, inner, parameters, text)
        elif isinstance(entry, URLPattern):
            name = ":".join((*namespaces, entry.name or ""))
            yield Route(name, text, tuple(dict.fromkeys(parameters)))


def arguments_of(belongings: Belongings, **others: Any) -> dict[str, Any]:
    """What stands in the addresses of this household's pages."""
    return {
        "slug": belongings.household.slug,
        "as_of": belongings.month,
        "position_id": belongings.asset,
        "import_id": belongings.imported,
        "business_id": belongings.business,
        "commodity_id": belongings.commodity,
        "base": "USD",
        "quote": "SGD",
        "note_id": belongings.note,
        "year": belongings.month.year,
        "uidb36": "1",
        "key": "set-password",
        "object_id": belongings.household.id,
        "app_label": "accounts",
        "content_type_id": 1,
        "url": "anything",
        "user_id": "1",
        "person_id": belongings.member,
        "invitation_id": belongings.invitation,
        "token": belongings.token,
    } | others


def body_of(belongings: Belongings) -> dict[str, Any]:
    """A filled-in form: enough for each of the small ones to be read."""
    return {
        "as_of": belongings.month.isoformat(),
        "amount": "5",
        "version": "1",
        "source": "statement",
        "note": "Looked up.",
        f"amount-{belongings.asset}": "5",
        f"token-{belongings.asset}": "0",
        "since": belongings.month.isoformat(),
        f"parts-{belongings.member}": "1",
        "closed_on": "2026-02-01",
        "price": "3",
        f"price-{belongings.commodity}-USD": "3",
        f"seen-{belongings.commodity}-USD": "",
        "code": "GOLD-OZ",
        "kind": "metal",
        "rate": "4",
        "others": [],
        "name": "A new thing",
        "category": "asset cash",
        "currency": belongings.household.currency,
        "zone": "UTC",
        "language": "en",
        "cadence": "monthly",
        "net_income": "5",
        "on": belongings.month.isoformat(),
        "text": "Something happened.",
        "reason": "other",
        "role": "viewer",
        "days": "7",
    }


def normalised(text: str, *replaced: object) -> str:
    """An answer's text without what differs from request to request, and without these words."""
    for word in replaced:
        text = text.replace(str(word), "…")
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "token", text)


def pages() -> list[Route]:
    """The routes of a household that are read."""
    return [
        route
        for route in routes()
        if not route.is_admin
        and route.name in RULES
        and RULES[route.name].door is Door.HOUSEHOLD
        and "GET" in RULES[route.name].methods
        and not RULES[route.name].download
    ]
