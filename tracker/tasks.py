"""Work that takes longer than a page should: done by the worker, beside the web server."""

import logging
from uuid import UUID

from django.db import connection
from django.http import Http404
from django.tasks import task

from accounts.access import HouseholdScope, enter, tenant
from tracker.commands import import_uploads as uploads
from tracker.commands.import_progress import Deadline, Progress
from tracker.importers import ignore

logger = logging.getLogger(__name__)


def look_over(scope: HouseholdScope, import_id: UUID) -> None:
    """Look at an uploaded file: at once where it is small, else as soon as the worker can."""
    _carry_out(scope, import_id, uploads.CHECK)


def write_down(scope: HouseholdScope, import_id: UUID, seen: str) -> None:
    """Import an uploaded file, as `seen` stands for it. Raises Refused."""
    _carry_out(scope, import_id, uploads.WRITE, seen)


def _carry_out(scope: HouseholdScope, import_id: UUID, work: str, seen: str = "") -> None:
    household = scope.household
    if not uploads.queue_work(household, import_id=import_id, work=work, seen=seen):
        return
    if uploads.is_small(household, import_id):
        uploads.do_work(
            household,
            actor=scope.user_id,
            import_id=import_id,
            today=scope.today,
            watch=Deadline(ignore),
        )
    else:
        # The request's own transaction keeps the file and the task together.
        work_on_import.enqueue(str(scope.user_id), household.slug, str(import_id))


@task()
def work_on_import(user_id: str, slug: str, import_id: str) -> None:
    """Do what waits for one upload, as the person who asked for it."""
    key = UUID(import_id)
    try:
        scope = enter(UUID(user_id), slug)
    except Http404:
        return
    if not scope.may_edit:
        return
    household_id = scope.household.id
    if connection.in_atomic_block:
        # Done within somebody's transaction: nobody could see how far it is.
        _work(scope, key, Deadline(ignore))
        return
    with Progress(household_id, key) as progress:
        with tenant(household_id):
            claimed = uploads.claim_work(scope.household, import_id=key)
        if not claimed:
            return
        try:
            _work(scope, key, Deadline(progress))
        except Exception:
            logger.exception("An import ended in the middle.")
            with tenant(household_id):
                uploads.give_back(scope.household, import_id=key, failure="stopped")


def _work(scope: HouseholdScope, import_id: UUID, watch: Deadline) -> None:
    with tenant(scope.household.id):
        uploads.do_work(
            scope.household,
            actor=scope.user_id,
            import_id=import_id,
            today=scope.today,
            watch=watch,
        )
