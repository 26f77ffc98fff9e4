"""Routes of signing in and of one's own reading habits.

Only the pages that Waterline needs: allauth's others (addresses, login codes, phones) do not exist
here. Names and paths are those that allauth looks up.
"""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts.views import (
    entrance,
    invitations,
    people,
    person,
    preferences,
    profile,
    redemption,
)

habits = [
    path("profile/", profile.profile, name="profile"),
    path("theme/", preferences.theme, name="theme"),
    path("privacy/", preferences.privacy, name="privacy"),
]

# Under /h/<slug>/people/; mounted by the root beside the tracker's pages of a household.
household = [
    path("", people.people, name="people"),
    path("add/", people.add, name="add"),
    path("leave/", people.leave, name="leave"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<uuid:invitation_id>/revoke/", invitations.revoke, name="revoke"),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/name/", person.rename, name="rename"),
    path("<uuid:person_id>/role/", person.role, name="role"),
    path("<uuid:person_id>/move/", person.move, name="move"),
    path("<uuid:person_id>/remove/", person.remove, name="remove"),
    path("<uuid:person_id>/delete/", person.delete, name="delete"),
]

# Under /invitations/: where a link leads somebody who belongs to no household yet.
redemption_pages = [
    path("<slug:token>/", redemption.invitation, name="invitation"),
]

urlpatterns = [
    path("", include((habits, "accounts"))),
    path("login/", entrance.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", allauth.signup, name="account_signup"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
