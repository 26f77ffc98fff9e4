"""Long files: done by the worker, visible while that goes on, all or nothing however it ends."""

import threading
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, connections

from accounts.access import tenant
from tests.cast import Cast, application_role
from tracker import tasks
from tracker.commands import import_uploads as uploads
from tracker.commands.errors import Refused
from tracker.commands.import_progress import Progress
from tracker.importers import FileRefused, ProblemCode
from tracker.models import Import, Valuation
from tracker.queries.imports import Upload, find_upload

LINES = "".join(
    f"2026-{1 + day % 9:02}-{1 + day % 28:02},Item {day},{day}.5\n" for day in range(400)
)
FILE = ("date,item,value\n" + LINES).encode()


def see(cast: Cast, import_id: UUID) -> Upload:
    """What somebody else's request sees of it."""
    with application_role(), tenant(cast.household.id):
        found = find_upload(cast.household, import_id)
    assert found is not None
    return found


def keep(cast: Cast) -> UUID:
    with application_role(), tenant(cast.household.id):
        return uploads.keep_upload(cast.household, actor=cast.owner.pk, data=FILE, name="a.csv")


def queue(cast: Cast, import_id: UUID, work: str, seen: str = "") -> None:
    with application_role(), tenant(cast.household.id):
        assert uploads.queue_work(cast.household, import_id=import_id, work=work, seen=seen)


def run(cast: Cast, import_id: UUID) -> None:
    """As the worker runs it: outside any transaction."""
    with application_role():
        tasks.work_on_import.func(str(cast.owner.pk), cast.household.slug, str(import_id))


@pytest.mark.django_db(transaction=True)
class TestWorker:
    def test_it_looks_and_writes_and_says_how_far_it_is(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        assert see(cast, import_id).row.status == "queued"
        run(cast, import_id)
        looked = see(cast, import_id)
        assert looked.row.status == "draft"
        assert looked.findings is not None
        assert looked.findings["report"]["added"] == 400
        assert not Valuation.objects.exists()

        seen: list[tuple[str, str, bool, int]] = []
        outside = connection.copy()
        plain = Progress.__call__

        def note(self: Progress, phase: str, reached: int, total: int) -> None:
            plain(self, phase, reached, total)
            with outside.cursor() as cursor:
                cursor.execute("SELECT status, phase FROM tracker_import")
                status, shown = cursor.fetchone()
                cursor.execute(
                    "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"import {import_id}"]
                )
                free = cursor.fetchone()[0]
                cursor.execute("SELECT count(*) FROM tracker_valuation")
                seen.append((status, shown, free, cursor.fetchone()[0]))

        monkeypatch.setattr(Progress, "__call__", note)
        queue(cast, import_id, uploads.WRITE, looked.findings["digest"])
        run(cast, import_id)
        outside.close()
        assert {phase for _, phase, _, _ in seen} == {"checking", "writing"}
        assert {(status, free, count) for status, _, free, count in seen} == {("running", False, 0)}
        done = see(cast, import_id)
        assert (done.row.status, done.row.added, done.size) == ("done", 400, 0)
        assert Valuation.objects.count() == 400

    def test_a_worker_that_is_gone_is_noticed_and_the_file_can_be_taken_up_again(
        self, cast: Cast
    ) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        with Progress(cast.household.id, import_id):
            with tenant(cast.household.id):
                assert uploads.claim_work(cast.household, import_id=import_id)
            # Another session asks, as another request would.
            answers: list[bool] = []
            other = threading.Thread(target=self.ask, args=(cast, import_id, answers))
            other.start()
            other.join(10)
            assert answers == [True]
        assert not see(cast, import_id).alive
        client = cast.client(cast.owner)
        address = f"/h/{cast.household.slug}/import/{import_id}/"
        page = client.get(address).content.decode()
        assert "It did not finish, and nothing was changed." in page
        assert client.post(f"{address}again/").status_code == 302
        assert "400 values added" in client.get(address).content.decode()

    @staticmethod
    def ask(cast: Cast, import_id: UUID, answers: list[bool]) -> None:
        try:
            answers.append(see(cast, import_id).alive)
        finally:
            connections.close_all()

    def test_what_fails_in_the_middle_leaves_nothing_behind(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        run(cast, import_id)
        findings = see(cast, import_id).findings
        assert findings is not None
        queue(cast, import_id, uploads.WRITE, findings["digest"])

        def fail(*args: Any, **options: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr("tracker.commands.imports.end_journal", fail)
        run(cast, import_id)
        after = see(cast, import_id)
        assert (after.row.status, after.failure) == ("draft", "stopped")
        assert not Valuation.objects.exists()
        page = cast.client(cast.owner).get(f"/h/{cast.household.slug}/import/{import_id}/")
        assert "Start again." in page.content.decode()

    def test_work_is_done_once_however_often_it_is_asked_for(self, cast: Cast) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        run(cast, import_id)
        findings = see(cast, import_id).findings
        assert findings is not None
        queue(cast, import_id, uploads.WRITE, findings["digest"])
        with application_role(), tenant(cast.household.id):
            again = uploads.queue_work(
                cast.household, import_id=import_id, work=uploads.WRITE, seen="anything"
            )
        assert not again
        run(cast, import_id)
        run(cast, import_id)
        assert Valuation.objects.count() == 400
        assert Import.objects.count() == 1

    def test_somebody_who_has_lost_the_right_meanwhile_gets_nothing_done(self, cast: Cast) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        with application_role():
            for user in (cast.viewer, cast.stranger):
                tasks.work_on_import.func(str(user.pk), cast.household.slug, str(import_id))
        assert see(cast, import_id).row.status == "queued"


@pytest.mark.django_db
class TestLimits:
    def test_reading_ends_after_ten_seconds_of_work(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tracker.commands.import_progress.READING_SECONDS", -1)
        import_id = keep(cast)
        with application_role(), tenant(cast.household.id):
            tasks.look_over(cast.scope(), import_id)
        findings = see(cast, import_id).findings
        assert findings is not None
        assert [problem["code"] for problem in findings["problems"]] == [ProblemCode.TOOK_TOO_LONG]

    def test_the_deadline_is_a_refusal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from tracker.commands import import_progress

        monkeypatch.setattr(import_progress, "READING_SECONDS", -1)
        watch = import_progress.Deadline(lambda *_: None)
        watch("writing", 1, 2)
        with pytest.raises(FileRefused):
            watch("reading", 1, 2)

    def test_a_file_at_work_is_left_alone(self, cast: Cast) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        with tenant(cast.household.id):
            assert uploads.claim_work(cast.household, import_id=import_id)
            for change in (
                lambda: uploads.set_answers(cast.household, import_id=import_id, answers={}),
                lambda: uploads.discard_upload(cast.household, import_id=import_id),
                lambda: uploads.replace_upload(
                    cast.household, import_id=import_id, data=FILE, name=""
                ),
            ):
                with pytest.raises(Refused) as refused:
                    change()
                assert refused.value.code == "upload_busy"

    def test_a_long_file_waits_on_its_page(
        self, cast: Cast, owner_client: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import_id = keep(cast)
        queue(cast, import_id, uploads.CHECK)
        address = f"/h/{cast.household.slug}/import/{import_id}/"
        page = owner_client.get(address).content.decode()
        assert "It begins in a moment." in page
        assert '<meta http-equiv="refresh" content="2">' in page
        Import.objects.update(asked_at="2026-01-01T00:00Z")
        part = owner_client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert part.lstrip().startswith("<section")
        assert "It is waiting for its turn." in part
        Import.objects.update(status="draft")
        answer = owner_client.get(address, headers={"HX-Request": "true"})
        assert answer["HX-Redirect"] == address


@pytest.mark.django_db
def test_the_command_drops_the_uploads_of_yesterday_in_every_household(cast: Cast) -> None:
    for household in (cast.household, cast.others):
        with tenant(household.id):
            uploads.keep_upload(household, actor=None, data=FILE, name="a.csv")
    fresh = keep(cast)
    Import.objects.exclude(pk=fresh).update(made_at="2020-01-01T00:00Z")
    with application_role():
        call_command("clear_uploads")
    assert list(Import.objects.values_list("pk", flat=True)) == [fresh]
