"""The people of a household on their page: who sees what, who may change whom, and who stays."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from accounts import commands
from accounts.access import tenant
from accounts.models import Household, Invitation, Member, Membership, User
from accounts.queries import find_membership, list_households, list_members
from accounts.roles import Role
from tests.architecture.statements import recorded
from tests.cast import ApplicationClient, Cast, add_position
from tracker.models import Ownership

PEOPLE = "/h/santoso/people/"


def member_of(cast: Cast, user: User) -> Member:
    return Member.objects.get(household=cast.household.id, user=user)


def page_of(member: Member | Membership, what: str = "") -> str:
    return f"{PEOPLE}{member.pk}/{what}"


def role_of(cast: Cast, user: User) -> str | None:
    found = Membership.objects.filter(household=cast.household.id, user=user).first()
    return found.role if found else None


def main_of(text: str) -> str:
    """The page without its frame."""
    return text[text.index("<main") : text.index("</main>")]


def controls(text: str) -> set[str]:
    """Words of the page that lead to something only owners may do."""
    text = main_of(text)
    words = ("Invite somebody", "Add somebody", "Withdraw", "/role/", "/invitations/", "Change ")
    return {word for word in words if word in text}


class TestSeeing:
    def test_everybody_sees_who_belongs_and_what_roles_mean(self, cast: Cast) -> None:
        commands.add_member(cast.household.id, name="Adi")
        for user in (cast.owner, cast.editor, cast.viewer):
            page = cast.client(user).get(PEOPLE)
            assert page.status_code == 200
            for word in ("Owner", "Editor", "Viewer", "Adi", "No login", "can change nothing"):
                assert word in page.text

    def test_addresses_and_invitations_are_for_owners(self, cast: Cast) -> None:
        User.objects.filter(pk=cast.viewer.pk).update(name="")
        commands.invite(
            cast.household.id,
            actor=cast.owner.pk,
            role=Role.VIEWER,
            days=7,
            email="adviser@example.org",
        )
        page = cast.client(cast.owner).get(PEOPLE).text
        assert "editor@example.com" in page
        assert "adviser@example.org" in page
        for user in (cast.editor, cast.viewer):
            assert "@example" not in main_of(cast.client(user).get(PEOPLE).text)

    def test_nobody_sees_a_control_that_would_be_refused(self, cast: Cast) -> None:
        commands.invite(cast.household.id, actor=cast.owner.pk, role=Role.VIEWER, days=7)
        assert len(controls(cast.client(cast.owner).get(PEOPLE).text)) >= 5
        for user in (cast.editor, cast.viewer):
            assert controls(cast.client(user).get(PEOPLE).text) == set()

    def test_as_many_statements_for_many_people(self, cast: Cast) -> None:
        client = cast.client(cast.owner)
        client.get(PEOPLE)
        with recorded() as few:
            client.get(PEOPLE)
        for number in range(10):
            user = User.objects.create_user(f"n{number}@example.com")
            commands.admit(cast.household.id, user=user, role=Role.VIEWER)
            commands.invite(cast.household.id, actor=cast.owner.pk, role=Role.VIEWER, days=7)
        with recorded() as many:
            client.get(PEOPLE)
        assert len(many) == len(few)


class TestChanging:
    def test_an_owner_adds_somebody_without_a_login(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        page = owner_client.post(f"{PEOPLE}add/", {"name": " Adi "}, follow=True)
        assert "“Adi” was added, without a login." in page.text
        assert [row.name for row in list_members(cast.household.id)] == ["Owner", "Editor", "Adi"]

    @pytest.mark.parametrize("name", ["", "  ", "two\nlines", "\u200b\u2060", "\u3164", "x" * 91])
    def test_a_name_that_nobody_could_read_is_refused(
        self, cast: Cast, owner_client: ApplicationClient, name: str
    ) -> None:
        member = member_of(cast, cast.editor)
        for path in (f"{PEOPLE}add/", page_of(member, "name/")):
            response = owner_client.post(path, {"name": name})
            assert response.status_code == 422
            assert 'aria-invalid="true"' in response.text
        assert len(list_members(cast.household.id)) == 2

    def test_an_owner_renames_somebody_but_not_to_a_name_that_is_taken(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        member = member_of(cast, cast.editor)
        response = owner_client.post(page_of(member, "name/"), {"name": "Owner"})
        assert response.status_code == 422
        assert "Somebody here is called “Owner” already" in response.text
        assert owner_client.post(page_of(member, "name/"), {"name": "Budi"}).status_code == 302
        assert [row.name for row in list_members(cast.household.id)] == ["Owner", "Budi"]

    def test_an_owner_changes_the_order(self, cast: Cast, owner_client: ApplicationClient) -> None:
        owner_client.post(page_of(member_of(cast, cast.editor), "move/"), {"to": "up"})
        assert [row.name for row in list_members(cast.household.id)] == ["Editor", "Owner"]
        owner_client.post(page_of(member_of(cast, cast.editor), "move/"), {"to": "down"})
        assert [row.name for row in list_members(cast.household.id)] == ["Owner", "Editor"]

    def test_an_owner_changes_a_role_and_it_holds_at_once(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        editor = cast.client(cast.editor)
        assert editor.get("/h/santoso/items/new/").status_code == 200
        path = page_of(member_of(cast, cast.editor), "role/")
        assert owner_client.post(path, {"role": "viewer"}).status_code == 302
        assert editor.get("/h/santoso/items/new/").status_code == 403

    def test_a_login_that_is_nobody_in_the_books_is_changed_too(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        membership = Membership.objects.get(household=cast.household.id, user=cast.viewer)
        assert owner_client.get(page_of(membership)).status_code == 200
        owner_client.post(page_of(membership, "role/"), {"role": "editor"})
        assert role_of(cast, cast.viewer) == "editor"
        assert owner_client.post(page_of(membership, "remove/")).status_code == 302
        assert role_of(cast, cast.viewer) is None

    def test_the_last_owner_is_neither_demoted_nor_removed_nor_leaves(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        member = member_of(cast, cast.owner)
        for path, sent in (
            (page_of(member, "role/"), {"role": "editor"}),
            (page_of(member, "remove/"), {}),
            (f"{PEOPLE}leave/", {}),
        ):
            response = owner_client.post(path, sent)
            assert response.status_code == 422
            assert "A household needs an owner" in response.text
        assert role_of(cast, cast.owner) == "owner"

    def test_an_owner_steps_back_where_there_is_another(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        commands.change_role(cast.household.id, user_id=cast.editor.pk, role=Role.OWNER)
        path = page_of(member_of(cast, cast.owner), "role/")
        page = owner_client.post(path, {"role": "viewer"}, follow=True)
        assert page.status_code == 200
        assert controls(page.text) == set()
        assert role_of(cast, cast.owner) == "viewer"

    def test_an_unknown_role_is_refused(self, cast: Cast, owner_client: ApplicationClient) -> None:
        path = page_of(member_of(cast, cast.editor), "role/")
        for role in ("king", "", "OWNER"):
            assert owner_client.post(path, {"role": role}).status_code == 422
        assert role_of(cast, cast.editor) == "editor"


class TestGoing:
    def test_a_removed_person_is_out_at_once_and_stays_in_the_books(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        member, editor = member_of(cast, cast.editor), cast.client(cast.editor)
        assert editor.get(PEOPLE).status_code == 200
        asked = owner_client.get(page_of(member, "remove/"))
        assert "stays in the books" in asked.text
        assert role_of(cast, cast.editor) == "editor", "asking changes nothing"
        page = owner_client.post(page_of(member, "remove/"), follow=True)
        assert "no longer has access" in page.text
        assert editor.get(PEOPLE).status_code == 404
        member.refresh_from_db()
        assert (member.name, member.user_id) == ("Editor", None)

    def test_a_removed_person_can_be_invited_again_as_the_same_one(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        member = member_of(cast, cast.editor)
        owner_client.post(page_of(member, "remove/"))
        form = owner_client.get(f"{PEOPLE}invitations/new/?for={member.pk}")
        assert f'value="{member.pk}" selected' in form.text
        _made, token = commands.invite(
            cast.household.id,
            actor=cast.owner.pk,
            role=Role.VIEWER,
            days=7,
            email="editor@example.com",
            member_id=member.pk,
        )
        cast.client(cast.editor).post(f"/invitations/{token}/")
        assert member_of(cast, cast.editor).pk == member.pk
        assert role_of(cast, cast.editor) == "viewer"

    @pytest.mark.parametrize("who", ["editor", "viewer"])
    def test_anybody_may_leave_after_being_asked(self, cast: Cast, who: str) -> None:
        user = getattr(cast, who)
        client = cast.client(user)
        assert "Leave Santoso?" in client.get(f"{PEOPLE}leave/").text
        assert role_of(cast, user) == who
        page = client.post(f"{PEOPLE}leave/", follow=True)
        assert page.status_code == 200
        assert client.get(PEOPLE).status_code == 404
        assert not Member.objects.filter(user=user).exists()

    def test_somebody_who_owns_nothing_is_deleted_with_the_links_for_them(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        member = commands.add_member(cast.household.id, name="Adi")
        commands.invite(
            cast.household.id, actor=cast.owner.pk, role=Role.VIEWER, days=7, member_id=member.pk
        )
        assert owner_client.get(page_of(member, "delete/")).status_code == 200
        page = owner_client.post(page_of(member, "delete/"), follow=True)
        assert "“Adi” was deleted." in page.text
        assert not Member.objects.filter(pk=member.pk).exists()
        assert not Invitation.objects.exists()

    def test_somebody_who_owns_something_is_kept_with_a_reason(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        member = commands.add_member(cast.household.id, name="Adi")
        house = add_position(cast.household, "House", category="real_estate")
        with tenant(cast.household.id):
            Ownership.objects.create(
                household_id=cast.household.id,
                position=house,
                member=member,
                parts=1,
                since=date(2026, 1, 1),
            )
        response = owner_client.post(page_of(member, "delete/"))
        assert response.status_code == 422
        assert "“Adi” owns items, or has owned some" in response.text
        assert Member.objects.filter(pk=member.pk).exists()


WRITES = ("name/", "role/", "move/", "remove/", "delete/")


class TestDoors:
    @pytest.mark.parametrize("what", WRITES)
    def test_only_owners_change_somebody(self, cast: Cast, what: str) -> None:
        member = member_of(cast, cast.editor)
        before = list(Member.objects.values()), list(Membership.objects.values())
        sent = {"name": "Other", "role": "owner", "to": "up"}
        for user, status in ((cast.editor, 403), (cast.viewer, 403), (cast.stranger, 404)):
            assert cast.client(user).post(page_of(member, what), sent).status_code == status
            assert cast.client(user).post(f"{PEOPLE}add/", sent).status_code == status
        assert (list(Member.objects.values()), list(Membership.objects.values())) == before

    @pytest.mark.parametrize("what", ["", *WRITES])
    def test_somebody_of_another_household_is_nobody(
        self, cast: Cast, owner_client: ApplicationClient, what: str
    ) -> None:
        theirs = Member.objects.get(household=cast.others.id)
        ask = owner_client.get if what == "" else owner_client.post
        sent: dict[str, Any] = {"name": "Other", "role": "viewer"}
        answers = [ask(f"{PEOPLE}{key}/{what}", sent) for key in (theirs.pk, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content

    def test_a_household_one_does_not_belong_to_is_not_there(
        self, owner_client: ApplicationClient, cast: Cast
    ) -> None:
        for path in ("/h/others/", "/h/others/people/", "/h/nowhere/"):
            assert owner_client.get(path).status_code == 404


class TestSwitcher:
    def test_a_login_of_several_households_finds_the_way_in_the_menu(self, cast: Cast) -> None:
        commands.admit(cast.others.id, user=cast.owner, role=Role.VIEWER)
        page = cast.client(cast.owner).get(PEOPLE).text
        menu = page[page.index('class="menu"') :].partition("</details>")[0]
        assert 'href="/h/others/"' in menu
        assert 'href="/h/santoso/" aria-current="true"' in menu

    def test_nobody_finds_households_of_others_there(self, cast: Cast) -> None:
        page = cast.client(cast.owner).get(PEOPLE).text
        assert "Others" not in page
        assert "All households" not in page

    def test_it_costs_no_statement(self, cast: Cast) -> None:
        client = cast.client(cast.owner)
        client.get(PEOPLE)
        with recorded() as one:
            client.get(PEOPLE)
        for number in range(12):
            more = commands.create_household(f"More {number:02}", currency="USD")
            commands.admit(more.id, user=cast.owner, role=Role.EDITOR)
        with recorded() as many:
            page = client.get(PEOPLE).text
        assert len(one) == len(many)
        menu = page[page.index('class="menu-group"') :].partition("</div>")[0]
        assert menu.count("<a ") == 9, "eight of them, and the way to all"
        assert 'href="/h/santoso/"' in menu

    def test_the_door_knows_them_by_name(self, cast: Cast) -> None:
        commands.admit(cast.others.id, user=cast.owner, role=Role.VIEWER)
        found = find_membership(cast.owner.pk, "santoso")
        assert found is not None
        assert [link.name for link in found.households] == ["Others", "Santoso"]

    def test_the_list_of_them_says_the_role_in_each(self, cast: Cast) -> None:
        commands.admit(cast.others.id, user=cast.owner, role=Role.VIEWER)
        rows = list_households(cast.owner.pk)
        assert [(row.slug, row.role) for row in rows] == [
            ("others", Role.VIEWER),
            ("santoso", Role.OWNER),
        ]
        page = cast.client(cast.owner).get("/?list").text
        assert "You are viewer here" in page
        assert "You are owner here" in page

    def test_a_name_of_a_household_stays_text_in_the_menu(self, cast: Cast) -> None:
        commands.admit(cast.others.id, user=cast.owner, role=Role.VIEWER)
        Household.objects.filter(pk=cast.others.id).update(name="<script>alert(1)</script>")
        page = cast.client(cast.owner).get(PEOPLE).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
