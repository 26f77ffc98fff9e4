"""What every answer carries, what every write needs, and what production insists on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.architecture.routes import RULES, Door, Route, arguments_of, body_of, pages, routes
from tests.architecture.world import World, rolled_back
from tests.cast import ApplicationClient

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OUR_ROUTES = [route for route in routes() if not route.is_admin]
WRITES = [
    route
    for route in OUR_ROUTES
    if "POST" in route.rule.methods and route.name != "tracker:welcome"
]
# Kept by the session or the cache: not what people entered.
BOOKKEEPING = {"django_session", "django_cache", "django_migrations"}


def addresses(world: World) -> Iterator[str]:
    """Each address, and some that do not exist or are not for everybody."""
    for route in OUR_ROUTES:
        yield route.of(world.ours) if route.name in RULES else route.address({})
    yield from ("/nowhere", "/h/nowhere/", "/static/nowhere.css", "/admin/", "/h/santoso/?person=x")


class TestAnswers:
    @pytest.mark.parametrize("persona", ["anonymous", "owner", "stranger"])
    def test_every_answer_says_what_a_browser_may_do(self, persona: str, world: World) -> None:
        for address in addresses(world):
            client = world.client(persona)
            response = client.get(address)
            found = {name: response.headers.get(name) for name in EVERYWHERE}
            assert found == EVERYWHERE, address
            assert "Content-Security-Policy-Report-Only" not in response.headers
            if persona != "anonymous":
                assert "no-store" in response.headers["Cache-Control"], address
                assert "private" in response.headers["Cache-Control"], address

    def test_operators_pages_keep_to_the_same_policy(self, world: World) -> None:
        client = world.client("operator")
        for name in ("index", "accounts_household_changelist", "accounts_user_changelist"):
            response = client.get(reverse(f"admin:{name}"))
            assert response.status_code == 200
            assert response.headers["Content-Security-Policy"] == CSP
            assert "no-store" in response.headers["Cache-Control"]

    def test_refused_writes_carry_the_headers_too(self, world: World) -> None:
        for persona in ("anonymous", "viewer", "stranger"):
            client = world.client(persona)
            for route in WRITES:
                response = client.post(route.of(world.ours))
                assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE

    def test_a_strange_host_gets_no_page(self, world: World) -> None:
        """Else the link in a mail could lead to somebody else."""
        for address in ("/accounts/login/", "/accounts/password/reset/", "/nowhere/"):
            response = world.client("anonymous").get(address, headers={"Host": "evil.example"})
            assert response.status_code == 400
            assert "evil" not in response.text

    def test_nothing_a_person_entered_is_public(self, world: World) -> None:
        """Without signing in no page names a household or its people."""
        client = world.client("anonymous")
        for address in addresses(world):
            text = client.get(address, follow=True).text
            assert "Santoso" not in text
            assert "owner@example.com" not in text


class TestCookies:
    def test_scripts_cannot_read_them_and_other_sites_cannot_send_them(self, world: World) -> None:
        client = ApplicationClient()
        client.get(reverse("account_login"))
        sent = {"login": "owner@example.com", "password": "a long password"}
        response = client.post(reverse("account_login"), sent)
        assert response.status_code == 302
        assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(client.cookies)
        for cookie in client.cookies.values():
            assert cookie["httponly"] is True
            assert cookie["samesite"] == "Lax"
            assert cookie["path"] == "/"
            assert not cookie["domain"]

    def test_signing_in_changes_the_session(self, world: World) -> None:
        client = ApplicationClient()
        client.get(reverse("account_login"))
        session = client.session
        session["planted"] = "by somebody else"
        session.save()
        planted = str(session.session_key)
        client.cookies[settings.SESSION_COOKIE_NAME] = planted
        sent = {"login": "owner@example.com", "password": "a long password"}
        client.post(reverse("account_login"), sent)
        assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted

    def test_a_get_does_not_log_out(self, world: World) -> None:
        client = world.client("owner")
        client.get(reverse("account_logout"))
        assert client.get(reverse("tracker:positions", args=["santoso"])).status_code == 200
        client.post(reverse("account_logout"))
        assert client.get(reverse("tracker:positions", args=["santoso"])).status_code == 302

    @pytest.mark.parametrize(
        "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
    )
    def test_next_leads_nowhere_else(self, target: str, world: World) -> None:
        sent = {"login": "owner@example.com", "password": "a long password", "next": target}
        answers = [
            ApplicationClient().post(reverse("account_login"), sent),
            world.client("owner").post(reverse("accounts:theme"), {"theme": "", "next": target}),
            world.client("owner").post(reverse("account_logout"), {"next": target}),
        ]
        for response in answers:
            assert response.status_code == 302
            assert "evil" not in response.headers["Location"]
            assert "javascript" not in response.headers["Location"]


@pytest.fixture(scope="module")
def strict(shared_world: World) -> dict[str, Client]:
    clients: dict[str, Client] = {}
    for persona in ("owner", "operator", "anonymous"):
        client = ApplicationClient(enforce_csrf_checks=True)
        client.cookies.update(shared_world.client(persona).cookies)
        clients[persona] = client
    return clients


class TestForgery:
    """A page of somebody else cannot make a browser write."""

    def persona(self, route: Route) -> str:
        if route.rule.door is Door.PUBLIC:
            return "anonymous"
        return "operator" if route.rule.door is Door.OPENING else "owner"

    @pytest.mark.parametrize("route", WRITES, ids=lambda route: route.name)
    def test_a_write_without_a_token_is_refused(
        self, route: Route, world: World, strict: dict[str, Client]
    ) -> None:
        client, address = strict[self.persona(route)], route.of(world.ours)
        before = fingerprints()
        for headers in ({}, {"HX-Request": "true"}, {"Origin": "https://evil.example"}):
            response = client.post(address, body_of(world.ours), headers=headers)
            assert response.status_code == 403, headers
        for method in ("PUT", "PATCH", "DELETE"):
            assert client.generic(method, address).status_code in {403, 405}
        assert fingerprints() == before

    @pytest.mark.parametrize("route", WRITES, ids=lambda route: route.name)
    def test_a_write_from_a_foreign_origin_is_refused_even_with_a_token(
        self, route: Route, world: World, strict: dict[str, Client]
    ) -> None:
        client = strict[self.persona(route)]
        token = "a" * 32
        client.cookies[settings.CSRF_COOKIE_NAME] = token
        try:
            sent = body_of(world.ours) | {"csrfmiddlewaretoken": token}
            response = client.post(
                route.of(world.ours), sent, headers={"Origin": "https://evil.example"}
            )
            assert response.status_code == 403
            with rolled_back():
                same = client.post(
                    route.of(world.ours), sent, headers={"Origin": "http://testserver"}
                )
            assert same.status_code != 403, "the token itself is right"
        finally:
            del client.cookies[settings.CSRF_COOKIE_NAME]

    def test_the_admin_needs_it_too(self, world: World, strict: dict[str, Client]) -> None:
        for route in routes():
            if not route.is_admin:
                continue
            response = strict["operator"].post(route.address(arguments_of(world.ours)), {})
            assert response.status_code in {302, 403, 404, 405}, route.name
            if route.name.endswith(("_add", "_change")):
                assert response.status_code in {403, 404}, route.name


class TestReading:
    def test_no_get_changes_anything(self, world: World) -> None:
        # Signing in is a write of its own.
        clients = [world.client(persona) for persona in ("owner", "anonymous")]
        operator = world.client("operator")
        before = fingerprints()
        asked = [route.of(world.ours) for route in OUR_ROUTES if route.name in RULES]
        parts = [
            f"{route.of(world.ours)}?{query}" for route in pages() for query in route.rule.fragments
        ]
        for client in clients:
            for address in asked:
                client.get(address)
                client.head(address)
            for address in parts:
                client.get(address, headers={"HX-Request": "true"})
        for route in routes():
            if route.is_admin:
                operator.get(route.address(arguments_of(world.ours)))
        assert fingerprints() == before

    def test_a_write_would_be_noticed(self, world: World) -> None:
        client = world.client("owner")
        before = fingerprints()
        client.post(reverse("accounts:theme"), {"theme": "dark"})
        after = fingerprints()
        assert {name for name in before if before[name] != after[name]} == {"accounts_user"}


def fingerprints() -> dict[str, str]:
    """One word for the contents of each table."""
    tables = sorted(set(connection.introspection.table_names()) - BOOKKEEPING)
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                f' FROM "{table}" t'
                for table in tables
                if table != "tracker_referencerate"
            )
        )
        return dict(cursor.fetchall())


SECRET = "fN3xV7pQ2mZ9rT4kW8yB1cH6jL5sD0gEuAoIiXqRvMnPzYbTe"
PRODUCTION = {
    "WATERLINE_ENV": "production",
    "SECRET_KEY": SECRET + "Kd83",
    "ALLOWED_HOSTS": "waterline.example",
}
REPORT = """
import io, json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
said = io.StringIO()
call_command("check", deploy=True, fail_level="INFO", stdout=said, stderr=said)
safe = Client().get("/accounts/theme/", secure=True, headers={"host": "waterline.example"})
plain = Client().get("/accounts/login/", headers={"host": "waterline.example"})
print(json.dumps({
    "names": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "httponly": [settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY],
    "domains": [settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN],
    "debug": settings.DEBUG, "said": said.getvalue(),
    "hsts": safe.headers.get("Strict-Transport-Security"),
    "plain": [plain.status_code, plain.headers.get("Location")],
}))
"""


def run_python(
    code: str, environment: dict[str, str], data: Any
) -> subprocess.CompletedProcess[str]:
    names = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    settled = {"DJANGO_SETTINGS_MODULE": "tracker.config.settings", "WATERLINE_DATA": str(data)}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=kept | settled | environment,
        capture_output=True,
        text=True,
        check=False,
    )


class TestProduction:
    def test_it_is_ready_to_be_deployed(self, tmp_path: Any) -> None:
        """`check --deploy` has nothing to say, and cookies are bound to the host and to HTTPS."""
        done = run_python(REPORT, PRODUCTION, tmp_path)
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout.splitlines()[-1])
        assert "no issues" in report.pop("said")
        assert report == {
            "names": ["__Host-sessionid", "__Host-csrftoken"],
            "secure": [True, True],
            "httponly": [True, True],
            "domains": [None, None],
            "debug": False,
            "hsts": "max-age=31536000; includeSubDomains; preload",
            "plain": [301, "https://waterline.example/accounts/login/"],
        }

    @pytest.mark.parametrize(
        ("changed", "named"),
        [
            ({"SECRET_KEY": ""}, "SECRET_KEY"),
            ({"SECRET_KEY": "django-insecure-" + SECRET}, "SECRET_KEY"),
            ({"SECRET_KEY": "short"}, "SECRET_KEY"),
            ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
            ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
            ({"WATERLINE_DEBUG": "1"}, "WATERLINE_DEBUG"),
        ],
    )
    def test_it_refuses_to_start_with(
        self, changed: dict[str, str], named: str, tmp_path: Any
    ) -> None:
        done = run_python("import tracker.config.settings", PRODUCTION | changed, tmp_path)
        assert done.returncode != 0
        last = done.stderr.strip().splitlines()[-1]
        assert "ImproperlyConfigured" in last
        assert named in last
        assert SECRET not in done.stderr
        assert not list(tmp_path.iterdir()), "no secret is made up"
