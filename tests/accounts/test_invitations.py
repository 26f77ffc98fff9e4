"""Invitations from making one to being let in, and every way in which that must fail."""

import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.utils import timezone

from accounts import commands
from accounts.mails import plain_name
from accounts.models import Household, Invitation, Member, Membership, User
from accounts.queries import has_operator, hash_token
from accounts.roles import Role
from tests.accounts.conftest import at_once
from tests.cast import ApplicationClient, Cast

INVITE = "/h/santoso/people/invitations/new/"
PEOPLE = "/h/santoso/people/"
PASSWORD = "another long secret"
SIGN_UP = {"password1": PASSWORD, "password2": PASSWORD}


def invite(cast: Cast, **changes: Any) -> tuple[Invitation, str]:
    options = {"actor": cast.owner.pk, "role": Role.EDITOR, "days": 7} | changes
    return commands.invite(cast.household.id, **options)


def link_to(cast: Cast, **changes: Any) -> str:
    return f"/invitations/{invite(cast, **changes)[1]}/"


def role_of(cast: Cast, user: User) -> str | None:
    found = Membership.objects.filter(household=cast.household.id, user=user).first()
    return found.role if found else None


def signed_in(user: User) -> ApplicationClient:
    client = ApplicationClient()
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


class TestMaking:
    def form(self, **changes: str) -> dict[str, str]:
        return {"email": "", "role": "viewer", "member": "", "days": "7"} | changes

    def link(self, response: Any) -> str:
        found = re.search(r"http://testserver(/invitations/[\w-]{43}/)", response.text)
        assert found is not None
        return found[1]

    def test_the_link_is_shown_once_and_only_its_hash_is_kept(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        response = owner_client.post(INVITE, self.form())
        token = self.link(response).split("/")[2]
        assert "no-store" in response["Cache-Control"]
        kept = Invitation.objects.get()
        assert kept.token_hash == hash_token(token)
        assert token not in str(Invitation.objects.values().get())
        assert token not in owner_client.get(PEOPLE).text
        assert kept.expires_at - kept.created_at == pytest.approx(
            timedelta(days=7), abs=timedelta(seconds=5)
        )

    def test_the_link_lets_a_login_in_with_the_role_and_as_the_person(
        self, cast: Cast, owner_client: ApplicationClient, stranger_client: ApplicationClient
    ) -> None:
        member = commands.add_member(cast.household.id, name="Adi")
        made = owner_client.post(INVITE, self.form(role="editor", member=str(member.pk)))
        response = stranger_client.post(self.link(made), follow=True)
        assert response.redirect_chain == [("/h/santoso/", 302)]
        assert "Welcome: you now belong to “Santoso”." in response.text
        assert role_of(cast, cast.stranger) == "editor"
        member.refresh_from_db()
        assert member.user_id == cast.stranger.pk

    def test_it_is_mailed_to_its_address_where_there_is_a_mail_server(
        self, cast: Cast, owner_client: ApplicationClient, settings: Any
    ) -> None:
        settings.MAIL_HOST = "mail.example.com"
        response = owner_client.post(INVITE, self.form(email="Dewi@Example.com"))
        (message,) = mail.outbox
        assert message.to == ["dewi@example.com"]
        assert f"http://testserver{self.link(response)}" in str(message.body)
        assert "Owner invites you" in str(message.body)
        assert "“Santoso”" in str(message.body)
        assert "It was mailed to dewi@example.com." in response.text

    def test_without_a_mail_server_the_page_says_that_nothing_was_mailed(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        response = owner_client.post(INVITE, self.form(email="dewi@example.com"))
        assert mail.outbox == []
        assert "Nothing was mailed to dewi@example.com" in response.text
        assert self.link(response)

    @pytest.mark.parametrize("error", [SMTPException("busy"), ConnectionRefusedError()])
    def test_a_mail_that_fails_takes_nothing_with_it(
        self,
        cast: Cast,
        owner_client: ApplicationClient,
        settings: Any,
        monkeypatch: pytest.MonkeyPatch,
        error: Exception,
    ) -> None:
        def fail(*_arguments: Any, **_options: Any) -> None:
            raise error

        settings.MAIL_HOST = "mail.example.com"
        monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
        response = owner_client.post(INVITE, self.form(email="dewi@example.com"))
        assert response.status_code == 200
        assert "could not be sent" in response.text
        assert ApplicationClient().get(self.link(response)).status_code == 200

    def test_names_make_neither_a_link_nor_a_line_of_a_mail(
        self, cast: Cast, owner_client: ApplicationClient, settings: Any
    ) -> None:
        settings.MAIL_HOST = "mail.example.com"
        Household.objects.update(name="\r\nhttps://evil.example/x <b>www.evil.example</b>")
        Member.objects.filter(user=cast.owner).update(name="a\nBcc: x@evil.example\u2028y")
        owner_client.post(INVITE, self.form(email="dewi@example.com"))
        (message,) = mail.outbox
        body = str(message.body)
        assert all(
            link.startswith("http://testserver/") for link in re.findall(r"https?://\S+", body)
        )
        assert not re.search(r"\w[.@]evil|evil\.\w|www\.\w", body)
        assert "\nBcc" not in body
        assert message.recipients() == ["dewi@example.com"]
        assert "\n" not in message.subject

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"email": "not an address"}, "Enter a valid email address"),
            ({"email": "EDITOR@example.com"}, "belongs to this household already"),
            ({"email": "a@example.com\nBcc: b@example.com"}, "Enter a valid email address"),
            ({"role": "king"}, "Choose one of the roles"),
            ({"days": "400"}, "Choose one of the times"),
            ({"member": "1"}, "Choose somebody from the list"),
            ({"member": str(uuid4())}, "Choose somebody from the list"),
        ],
    )
    def test_a_form_that_is_not_right_says_what_and_makes_nothing(
        self, cast: Cast, owner_client: ApplicationClient, changes: dict[str, str], said: str
    ) -> None:
        response = owner_client.post(INVITE, self.form(**{"email": "x@example.com"} | changes))
        assert response.status_code == 422
        assert said in response.text
        assert not Invitation.objects.exists()

    def test_neither_a_person_with_a_login_nor_one_of_others_can_be_meant(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        theirs = commands.add_member(cast.others.id, name="Theirs")
        ours = Member.objects.get(household=cast.household.id, user=cast.editor)
        for member in (theirs, ours):
            response = owner_client.post(INVITE, self.form(member=str(member.pk)))
            assert response.status_code == 422
            assert "Theirs" not in response.text
        with pytest.raises(commands.Refused):
            invite(cast, member_id=theirs.pk)

    def test_twenty_an_hour_are_enough(self, cast: Cast, owner_client: ApplicationClient) -> None:
        for _number in range(20):
            invite(cast)
        response = owner_client.post(INVITE, self.form())
        assert response.status_code == 422
        assert "20 invitations were made within an hour" in response.text
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            invite(cast)
        assert Invitation.objects.count() == 21

    def test_only_owners_make_and_withdraw_them(self, cast: Cast) -> None:
        made, _token = invite(cast)
        for user, status in ((cast.editor, 403), (cast.viewer, 403), (cast.stranger, 404)):
            client = cast.client(user)
            assert client.get(INVITE).status_code == status
            assert client.post(INVITE, self.form()).status_code == status
            revoke = f"{PEOPLE}invitations/{made.pk}/revoke/"
            assert client.post(revoke).status_code == status
        assert Invitation.objects.get().revoked_at is None

    def test_one_of_another_household_is_not_withdrawn(
        self, cast: Cast, stranger_client: ApplicationClient
    ) -> None:
        made, _token = invite(cast)
        answers = [
            stranger_client.post(f"/h/others/people/invitations/{key}/revoke/")
            for key in (made.pk, uuid4())
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
        assert Invitation.objects.get().revoked_at is None


class TestLooking:
    def test_a_link_says_whose_household_it_is_as_what_and_who_invites(self, cast: Cast) -> None:
        page = ApplicationClient().get(link_to(cast))
        assert page.status_code == 200
        assert "Join Santoso?" in page.text
        assert "Owner invites you" in page.text
        assert "editor" in page.text
        assert "no-store" in page["Cache-Control"]

    def test_looking_changes_nothing(self, cast: Cast, stranger_client: ApplicationClient) -> None:
        link = link_to(cast)
        before = list(Invitation.objects.values())
        for client in (ApplicationClient(), stranger_client):
            client.get(link)
            client.head(link)
        assert list(Invitation.objects.values()) == before
        assert role_of(cast, cast.stranger) is None

    def test_a_link_for_one_address_names_nobody_to_a_visitor(self, cast: Cast) -> None:
        page = ApplicationClient().get(link_to(cast, email="dewi@example.com"))
        assert page.status_code == 200
        for secret in ("Santoso", "Owner", "dewi"):
            assert secret not in page.text

    def test_one_who_belongs_is_told_so_and_the_link_stays_unused(
        self, cast: Cast, owner_client: ApplicationClient
    ) -> None:
        link = link_to(cast, email="dewi@example.com")
        page = owner_client.get(link)
        assert page.status_code == 200
        assert "You belong to this household already." in page.text
        assert 'href="/h/santoso/"' in page.text
        assert owner_client.post(link)["Location"] == "/h/santoso/"
        assert Invitation.objects.get().accepted_at is None
        assert role_of(cast, cast.owner) == "owner"


def answers(link: str, user: User) -> list[Any]:
    """What a visitor and a login get who look, and the login who presses the button."""
    client = signed_in(user)
    return [ApplicationClient().get(link), client.get(link), client.post(link)]


class TestNotWorking:
    def refused(self, cast: Cast, link: str, status: int, said: str) -> None:
        for response in answers(link, cast.stranger):
            assert response.status_code == status
            assert said in response.text
            assert "Santoso" not in response.text
        assert role_of(cast, cast.stranger) is None

    @pytest.mark.parametrize("token", ["x", "0" * 43, "-_" * 300])
    def test_unknown(self, cast: Cast, token: str) -> None:
        self.refused(cast, f"/invitations/{token}/", 404, "There is no invitation at this address")

    def test_the_hash_is_no_token(self, cast: Cast) -> None:
        made, _token = invite(cast)
        self.refused(cast, f"/invitations/{made.token_hash}/", 404, "There is no invitation")

    def test_used(self, cast: Cast) -> None:
        link = link_to(cast)
        newcomer = User.objects.create_user("new@example.com", PASSWORD)
        assert signed_in(newcomer).post(link).status_code == 302
        self.refused(cast, link, 410, "It has been used already")

    def test_used_by_oneself_and_removed_since(self, cast: Cast) -> None:
        link = link_to(cast)
        signed_in(cast.stranger).post(link)
        commands.revoke_role(cast.household.id, user_id=cast.stranger.pk)
        self.refused(cast, link, 410, "It has been used already")

    def test_expired(self, cast: Cast) -> None:
        link = link_to(cast, days=1)
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            self.refused(cast, link, 410, "It has expired.")

    def test_withdrawn(self, cast: Cast, owner_client: ApplicationClient) -> None:
        made, token = invite(cast)
        response = owner_client.post(f"{PEOPLE}invitations/{made.pk}/revoke/", follow=True)
        assert "its link no longer works" in response.text
        self.refused(cast, f"/invitations/{token}/", 410, "It has been withdrawn.")

    @pytest.mark.parametrize("how", ["demoted", "removed", "switched off", "gone"])
    def test_of_somebody_who_is_no_owner_any_more(self, cast: Cast, how: str) -> None:
        second = User.objects.create_user("second@example.com", PASSWORD)
        commands.admit(cast.household.id, user=second, role=Role.OWNER)
        link = link_to(cast, actor=second.pk)
        if how == "demoted":
            commands.change_role(cast.household.id, user_id=second.pk, role=Role.EDITOR)
            commands.change_role(cast.household.id, user_id=second.pk, role=Role.OWNER)
        elif how == "removed":
            commands.revoke_role(cast.household.id, user_id=second.pk)
        elif how == "switched off":
            User.objects.filter(pk=second.pk).update(is_active=False)
        else:
            Membership.objects.filter(user=second).delete()
            User.objects.filter(pk=second.pk).delete()
        self.refused(cast, link, 410, "It has been withdrawn.")

    def test_for_another_address(self, cast: Cast, stranger_client: ApplicationClient) -> None:
        link = link_to(cast, email="dewi@example.com")
        for response, status in (
            (stranger_client.get(link), 403),
            (stranger_client.post(link), 422),
        ):
            assert response.status_code == status
            assert "This invitation is for another address." in response.text
            for secret in ("Santoso", "dewi@", "Owner"):
                assert secret not in response.text
        assert role_of(cast, cast.stranger) is None
        assert Invitation.objects.get().accepted_at is None

    def test_pressing_the_button_takes_a_login(self, cast: Cast) -> None:
        link = link_to(cast)
        response = ApplicationClient().post(link)
        assert response["Location"].startswith("/accounts/login/?next=%2Finvitations%2F")
        assert Invitation.objects.get().accepted_at is None

    def test_pressing_the_button_takes_the_page_s_token(self, cast: Cast) -> None:
        client = ApplicationClient(enforce_csrf_checks=True)
        client.force_login(cast.stranger, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        assert client.post(link_to(cast)).status_code == 403
        assert role_of(cast, cast.stranger) is None

    def test_pressing_it_very_often_is_stopped(
        self, cast: Cast, stranger_client: ApplicationClient
    ) -> None:
        statuses = {stranger_client.post("/invitations/x/").status_code for _again in range(25)}
        assert statuses == {404, 429}


class TestBeingLetIn:
    def test_the_address_is_compared_without_regard_to_case(self, cast: Cast) -> None:
        link = link_to(cast, email="STRANGER@Example.com")
        assert signed_in(cast.stranger).post(link).status_code == 302
        assert role_of(cast, cast.stranger) == "editor"

    def test_a_new_person_is_called_as_the_login(self, cast: Cast) -> None:
        signed_in(cast.stranger).post(link_to(cast))
        made = Member.objects.get(household=cast.household.id, user=cast.stranger)
        assert made.name == "Stranger"

    def test_a_person_who_got_a_login_meanwhile_is_left_alone(self, cast: Cast) -> None:
        member = commands.add_member(cast.household.id, name="Adi")
        links = [link_to(cast, member_id=member.pk) for _twice in range(2)]
        newcomer = User.objects.create_user("new@example.com", PASSWORD, name="Budi")
        signed_in(cast.stranger).post(links[0])
        signed_in(newcomer).post(links[1])
        member.refresh_from_db()
        assert member.user_id == cast.stranger.pk
        assert Member.objects.get(household=cast.household.id, user=newcomer).name == "Budi"

    def test_sent_twice_it_answers_the_same(self, cast: Cast) -> None:
        link, client = link_to(cast), signed_in(cast.stranger)
        locations = [client.post(link)["Location"] for _twice in range(2)]
        assert locations == ["/h/santoso/", "/h/santoso/"]
        assert (
            Membership.objects.filter(user=cast.stranger, household=cast.household.id).count() == 1
        )

    @pytest.mark.django_db(transaction=True)
    def test_of_two_at_once_one_is_let_in(self, cast: Cast) -> None:
        made, token = invite(cast)
        rivals = [User.objects.create_user(f"{n}@example.com", PASSWORD) for n in "abcd"]
        outcomes = at_once(
            *[
                lambda user=user: commands.accept_invitation(hash_token(token), user=user)
                for user in rivals
            ]
        )
        codes = [getattr(outcome, "code", "in") for outcome in outcomes]
        assert sorted(codes) == ["in", *["invitation_used"] * 3]
        let_in = Membership.objects.get(household=cast.household.id, user__in=rivals)
        made.refresh_from_db()
        assert made.accepted_by_id == let_in.user_id
        assert Member.objects.filter(household=cast.household.id, user__in=rivals).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_withdrawing_and_accepting_at_once_agree(self, cast: Cast) -> None:
        made, token = invite(cast)
        at_once(
            lambda: commands.accept_invitation(hash_token(token), user=cast.stranger),
            lambda: commands.revoke_invitation(cast.household.id, invitation_id=made.pk),
        )
        made.refresh_from_db()
        assert (made.accepted_at is None) == (made.revoked_at is not None)
        assert (role_of(cast, cast.stranger) is None) == (made.accepted_at is None)

    def test_logging_in_leads_back_to_the_invitation(self, cast: Cast) -> None:
        link, visitor = link_to(cast), ApplicationClient()
        page = visitor.get(link)
        way = re.search(r'href="(/accounts/login/\?next=[^"]+)"', page.text)
        assert way is not None
        form = visitor.get(way[1])
        assert f'name="next" value="{link}"' in form.text
        cast.stranger.set_password(PASSWORD)
        cast.stranger.save()
        sent = {"login": cast.stranger.email, "password": PASSWORD, "next": link}
        assert visitor.post("/accounts/login/", sent)["Location"] == link
        assert "Join Santoso?" in visitor.get(link).text


@pytest.mark.usefixtures("operator")
class TestSigningUp:
    """Sign-up is closed, but for whoever holds an invitation."""

    def sign_up(self, visitor: ApplicationClient, email: str, link: str = "") -> Any:
        return visitor.post("/accounts/signup/", {"email": email, "next": link, **SIGN_UP})

    def test_through_an_invitation_and_back_to_it(self, cast: Cast) -> None:
        link, visitor = link_to(cast), ApplicationClient()
        assert "Sign-up is closed" in visitor.get("/accounts/signup/").text
        page = visitor.get(link)
        way = re.search(r'href="(/accounts/signup/\?next=[^"]+)"', page.text)
        assert way is not None
        assert "Password again" in visitor.get(way[1]).text
        assert self.sign_up(visitor, "dewi@example.com", link)["Location"] == link
        made = User.objects.get(email="dewi@example.com")
        assert not made.is_staff
        assert role_of(cast, made) is None, "accepting is a button of its own"
        visitor.post(link)
        assert role_of(cast, made) == "editor"

    def test_one_link_makes_one_login(self, cast: Cast) -> None:
        link, first, second = link_to(cast), ApplicationClient(), ApplicationClient()
        first.get(link)
        second.get(link)
        self.sign_up(first, "dewi@example.com", link)
        assert Invitation.objects.get().email == "dewi@example.com"
        response = self.sign_up(second, "budi@example.com", link)
        assert "The invitation is for another address" in response.text
        assert not User.objects.filter(email="budi@example.com").exists()

    def test_a_link_for_one_address_takes_that_address(self, cast: Cast) -> None:
        link, visitor = link_to(cast, email="dewi@example.com"), ApplicationClient()
        visitor.get(link)
        response = self.sign_up(visitor, "other@example.com", link)
        assert "The invitation is for another address" in response.text
        assert "dewi@" not in response.text
        assert not User.objects.filter(email="other@example.com").exists()
        assert self.sign_up(visitor, "Dewi@Example.com", link)["Location"] == link
        visitor.post(link)
        assert role_of(cast, User.objects.get(email="dewi@example.com")) == "editor"

    @pytest.mark.parametrize("how", ["used", "withdrawn", "expired", "unknown"])
    def test_an_invitation_that_does_not_work_opens_nothing(self, cast: Cast, how: str) -> None:
        visitor = ApplicationClient()
        made, token = invite(cast)
        visitor.get(f"/invitations/{token}/" if how != "unknown" else "/invitations/x/")
        now = timezone.now()
        if how == "used":
            Invitation.objects.update(accepted_at=now)
        elif how == "withdrawn":
            commands.revoke_invitation(cast.household.id, invitation_id=made.pk)
        elif how == "expired":
            Invitation.objects.update(expires_at=now)
        assert "Sign-up is closed" in visitor.get("/accounts/signup/").text
        response = self.sign_up(visitor, "dewi@example.com")
        assert "Sign-up is closed" in response.text
        assert not User.objects.filter(email="dewi@example.com").exists()

    def test_an_invitation_accepted_while_the_form_is_sent_makes_no_login(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link, visitor = link_to(cast), ApplicationClient()
        visitor.get(link)
        original = commands.claim_invitation

        def late(token_hash: str, *, email: str) -> None:
            Invitation.objects.update(accepted_at=timezone.now())
            original(token_hash, email=email)

        monkeypatch.setattr(commands, "claim_invitation", late)
        response = self.sign_up(visitor, "dewi@example.com", link)
        assert response["Location"] == "/accounts/signup/"
        assert not User.objects.filter(email="dewi@example.com").exists()

    @pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/x"])
    def test_nobody_is_led_elsewhere_afterwards(self, cast: Cast, target: str) -> None:
        visitor = ApplicationClient()
        visitor.get(link_to(cast))
        assert self.sign_up(visitor, "dewi@example.com", target)["Location"] == "/"

    def test_the_session_key_changes_and_holds_no_token(self, cast: Cast) -> None:
        _made, token = invite(cast)
        visitor = ApplicationClient()
        visitor.get(f"/invitations/{token}/")
        before = visitor.session.session_key
        assert token not in str(dict(visitor.session.items()))
        self.sign_up(visitor, "dewi@example.com", f"/invitations/{token}/")
        assert visitor.session.session_key != before

    def test_an_invitation_before_there_is_an_operator_makes_none(self, cast: Cast) -> None:
        link, visitor = link_to(cast), ApplicationClient()
        User.objects.filter(is_staff=True).update(is_staff=False)
        visitor.get(link)
        self.sign_up(visitor, "dewi@example.com", link)
        newcomer = User.objects.get(email="dewi@example.com")
        assert not newcomer.is_staff
        assert not newcomer.is_superuser
        assert not has_operator()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Santoso & Co", "Santoso & Co"),
        ("two\nlines\r\u2028more", "two lines more"),
        ("https://evil.example/x", "https: / / evil. example/ x"),
        ("a@evil.example", "a@ evil. example"),
        ("ab\u202ecd\u200b", "abcd"),
    ],
)
def test_a_name_in_a_mail_is_one_line_without_links(name: str, seen: str) -> None:
    assert plain_name(name) == seen
