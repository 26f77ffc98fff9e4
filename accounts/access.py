"""The one door to a household: from a login and a slug to a scope, or 404.

Everything behind the door runs in a transaction that carries the household's id, which the
database's row-level security compares with each row.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from accounts import queries
from accounts.models import User
from accounts.queries import HouseholdLink, HouseholdRow, MemberRow
from accounts.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class HouseholdScope:
    """Who looks at which household, as what, and what day it is there.

    `member` is None for a login that is nobody's member, `user_id` for a command line.
    `households` is this one and where else the same login may go, as the menu lists them.
    """

    household: HouseholdRow
    member: MemberRow | None
    role: Role
    user_id: UUID | None
    today: date
    households: tuple[HouseholdLink, ...] = ()

    def may(self, permission: Permission) -> bool:
        return self.role.may(permission)

    @property
    def may_edit(self) -> bool:
        return self.may(Permission.EDIT)


class HouseholdRequest(HttpRequest):
    """A request behind the door: who looks, in which formats, and whether htmx asks for a part."""

    scope: HouseholdScope
    format_locale: str
    htmx: HtmxDetails


type Answer = HttpResponse | Callable[[], HttpResponse]
type HouseholdView[**P] = Callable[Concatenate[HouseholdRequest, HouseholdScope, P], Answer]


@contextmanager
def tenant(household_id: UUID) -> Iterator[None]:
    """A transaction in which the application role sees this household's rows, and no others.

    Inside another transaction, what was seen before is seen again afterwards.
    """
    inside_another = connection.in_atomic_block
    before = _read_household() if inside_another else ""
    with transaction.atomic():
        _set_household(str(household_id))
        yield
        # A savepoint that is kept keeps its settings; one that is rolled back takes them along.
        if inside_another and not connection.needs_rollback:
            _set_household(before)


def _read_household() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('waterline.household', true), '')")
        return str(cursor.fetchone()[0])


def _set_household(household: str) -> None:
    with connection.cursor() as cursor:
        # Local to the transaction: a pooled connection must carry nothing over.
        cursor.execute("SELECT set_config('waterline.household', %s, true)", [household])


def enter(user_id: UUID, slug: str) -> HouseholdScope:
    """The scope of this login in the household at this slug; Http404 where there is none."""
    found = queries.find_membership(user_id, slug)
    if found is None:
        raise Http404
    return HouseholdScope(
        household=found.household,
        member=found.member,
        role=found.role,
        user_id=user_id,
        today=local_date(found.household.zone),
        households=found.households,
    )


def enter_as_operator(slug: str) -> HouseholdScope:
    """The scope of a command line, which may do everything; Http404 for an unknown slug."""
    household = queries.find_household(slug)
    if household is None:
        raise Http404
    return HouseholdScope(household, None, Role.OWNER, None, local_date(household.zone))


def may_open_household(user: User) -> bool:
    """Whether this login may start a household: an operator, or anybody where sign-up is open."""
    return user.is_active and (user.is_staff or bool(settings.SIGNUP_OPEN))


def local_date(zone: str) -> date:
    """Today in the zone."""
    return datetime.now(ZoneInfo(zone)).date()


def household_page[**P](
    permission: Permission = Permission.VIEW,
) -> Callable[[HouseholdView[P]], Callable[..., HttpResponse]]:
    """A view under /h/<slug>/: called as view(request, scope, …) inside the tenant's transaction.

    Strangers get 404, members with too weak a role 403. A view may answer with a function that
    makes the answer: it is called once everything is written, for what must hold nobody up.
    """

    def decorate(view: HouseholdView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def inside(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            scope = enter(request.user.pk, slug)
            if not scope.may(permission):
                raise PermissionDenied
            request.scope = scope
            try:
                with tenant(scope.household.id):
                    answer = view(request, scope, *args, **kwargs)
            except (ObjectDoesNotExist, IntegrityError):
                # An owner may have deleted the household since the door opened.
                if queries.find_household(slug) is None:
                    raise Http404 from None
                raise
            return answer() if callable(answer) else answer

        return inside

    return decorate
