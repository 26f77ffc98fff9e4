"""Settings are read strictly: what cannot be understood stops the start, in one sentence."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker.config import env

LONG = "kJ8#pQ2!vX5@mN7$wR4%zT9^bL6&hF3*cG1(dS0)yU-eA+iO=xW"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("NAME", raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("text", "flag"), [("1", True), ("Yes", True), ("on", True), ("false", False), ("0", False)]
)
def test_a_flag_is_read(given: pytest.MonkeyPatch, text: str, flag: bool) -> None:
    given.setenv("NAME", text)
    assert env.read_flag("NAME") is flag


@pytest.mark.parametrize("text", ["maybe", "2", "truee", "-"])
def test_an_unclear_flag_is_refused_and_never_false(given: pytest.MonkeyPatch, text: str) -> None:
    given.setenv("NAME", text)
    with pytest.raises(ImproperlyConfigured, match="NAME must be true or false"):
        env.read_flag("NAME")


@pytest.mark.parametrize("text", ["eight", "8.5", "1e3", "１２", "0x10", "1_000", "70000", "-1"])
def test_a_number_out_of_form_or_range_is_refused(given: pytest.MonkeyPatch, text: str) -> None:
    given.setenv("NAME", text)
    with pytest.raises(ImproperlyConfigured, match=r"^NAME must be"):
        env.read_number("NAME", 1, maximum=65535)


def test_an_empty_variable_counts_as_unset(given: pytest.MonkeyPatch) -> None:
    given.setenv("NAME", "  ")
    assert env.read_text("NAME", "default") == "default"
    assert env.read_flag("NAME", True) is True
    assert env.read_number("NAME", 7) == 7
    assert env.read_list("NAME") == []
    assert env.read_database("NAME") is None


def test_a_required_text_that_is_unset_is_named(given: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAME is not set"):
        env.read_text("NAME")


def test_a_list_keeps_its_words_and_drops_empty_ones(given: pytest.MonkeyPatch) -> None:
    given.setenv("NAME", " a.example, ,b.example,")
    assert env.read_list("NAME") == ["a.example", "b.example"]


def test_a_choice_outside_the_list_is_refused(given: pytest.MonkeyPatch) -> None:
    given.setenv("NAME", "staging")
    with pytest.raises(ImproperlyConfigured, match="one of local, production"):
        env.read_choice("NAME", "local", choices=["local", "production"])


def test_a_database_address_is_read_with_its_options(given: pytest.MonkeyPatch) -> None:
    given.setenv("NAME", "postgresql://ann:p%40ss@db.example:6432/home?sslmode=require")
    config = env.read_database("NAME")
    assert config is not None
    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["USER"], config["PASSWORD"], config["NAME"]) == ("ann", "p@ss", "home")
    assert config["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("postgresql://ann@%2Fvar%2Frun%2Fpostgresql/home", "/var/run/postgresql"),
        ("postgresql://ann@/home", ""),
    ],
)
def test_a_sockets_folder_is_read_as_libpq_spells_it(
    given: pytest.MonkeyPatch, address: str, host: str
) -> None:
    given.setenv("NAME", address)
    config = env.read_database("NAME")
    assert config is not None
    assert (config["HOST"], config["USER"], config["NAME"]) == (host, "ann", "home")


@pytest.mark.parametrize("address", ["mysql://u:hush@h/d", "sqlite:///x", "postgresql://u:hush@h/"])
def test_another_database_is_refused_without_telling_its_password(
    given: pytest.MonkeyPatch, address: str
) -> None:
    given.setenv("NAME", address)
    with pytest.raises(ImproperlyConfigured) as caught:
        env.read_database("NAME")
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "short", "a" * 80, f"django-insecure-{LONG}", f"changeme{LONG}"]
)
def test_production_refuses_a_missing_or_weak_secret(
    given: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    given.setenv("NAME", text)
    with pytest.raises(ImproperlyConfigured, match=r"^NAME"):
        env.read_secret("NAME", tmp_path, production=True)
    assert list(tmp_path.iterdir()) == []


def test_the_local_secret_is_made_once_and_private(
    given: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = env.read_secret("NAME", tmp_path / "data", production=False)
    assert env.read_secret("NAME", tmp_path / "data", production=False) == first
    assert len(first) >= env.SECRET_LENGTH
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_a_secret_that_others_could_read_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text(LONG)
    path.chmod(0o644)
    assert env.keep_secret(path) == LONG
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_truncated_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text("short")
    with pytest.raises(ImproperlyConfigured, match="too short"):
        env.keep_secret(path)


def test_a_secret_may_stand_in_a_file(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"  {LONG}\n")
    given.setenv("NAME_FILE", str(tmp_path / "secret"))
    assert env.read_hidden("NAME") == LONG
    assert env.read_secret("NAME", tmp_path, production=True) == LONG
    assert env.is_given("NAME")


def test_a_secret_that_stands_nowhere_is_not_given(given: pytest.MonkeyPatch) -> None:
    given.setenv("NAME_FILE", " ")
    assert not env.is_given("NAME")
    assert env.read_hidden("NAME", "default") == "default"
    given.setenv("NAME", "here")
    assert env.is_given("NAME")


def test_a_secret_in_two_places_is_refused(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    given.setenv("NAME_FILE", str(tmp_path / "secret"))
    given.setenv("NAME", "hush")
    with pytest.raises(ImproperlyConfigured, match="NAME and NAME_FILE are both set") as caught:
        env.read_hidden("NAME")
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"), [(None, "No such file"), (b" \n", "is empty"), (b"\xff\xfe", "not text")]
)
def test_a_secret_s_file_that_holds_none_is_named(
    given: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    given.setenv("NAME_FILE", str(tmp_path / "secret"))
    with pytest.raises(ImproperlyConfigured, match=f"^NAME_FILE names .*secret, .*{said}"):
        env.read_hidden("NAME", "default")


def test_a_weak_secret_in_a_file_is_refused_all_the_same(
    given: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("short")
    given.setenv("NAME_FILE", str(tmp_path / "secret"))
    with pytest.raises(ImproperlyConfigured, match="at least 50 random characters"):
        env.read_secret("NAME", tmp_path, production=True)


def test_a_database_s_password_may_stand_apart_from_its_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("p@ss/w:rd %40\n")
    monkeypatch.setenv("OUR_URL", "postgresql://waterline@db/waterline")
    monkeypatch.setenv("OUR_PASSWORD_FILE", str(tmp_path / "password"))
    config = env.read_database("OUR_URL")
    assert config is not None
    assert config["PASSWORD"] == "p@ss/w:rd %40"
    monkeypatch.setenv("OUR_URL", "postgresql://waterline:in-it@db/waterline")
    config = env.read_database("OUR_URL")
    assert config is not None
    assert config["PASSWORD"] == "in-it"
