"""Reads settings from the environment through typed helpers that fail loudly.

An empty variable counts as unset, so that a compose file may pass `NAME=` through. A value that
cannot be understood is never replaced by a default: it raises ImproperlyConfigured with one
sentence that names the variable. A secret may stand in a file instead: NAME_FILE says where.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

SECRET_LENGTH = 50
SECRET_FILE = "secret_key"  # noqa: S105 - the name of the file, not the secret

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})
_WEAK_PREFIXES = ("django-insecure-", "changeme", "change-me", "secret", "default", "insecure")


def read_text(name: str, default: str | None = None) -> str:
    """The variable's text without surrounding blanks; raises when unset and there is no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set, and there is no default for it.")
    return default


def read_hidden(name: str, default: str | None = None) -> str:
    """A secret: the variable's text, or that of the file which NAME_FILE names; never both.

    What is in the file is never part of a message.
    """
    place = os.environ.get(f"{name}_FILE", "").strip()
    if not place:
        return read_text(name, default)
    if os.environ.get(name, "").strip():
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: only one may be.")
    try:
        value = Path(place).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise ImproperlyConfigured(
            f"{name}_FILE names {place}, which cannot be read: {reason}."
        ) from None
    if not value:
        raise ImproperlyConfigured(f"{name}_FILE names {place}, which is empty.")
    return value


def is_given(name: str) -> bool:
    """Whether the secret is set at all, here or in a file; nothing is read."""
    return any(os.environ.get(given, "").strip() for given in (name, f"{name}_FILE"))


def read_flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off (any case); anything else raises."""
    value = read_text(name, "").lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def read_number(
    name: str, default: int | None = None, *, minimum: int = 0, maximum: int = 2**31 - 1
) -> int:
    """A whole number in ASCII digits between minimum and maximum, both included."""
    value = read_text(name, None if default is None else str(default))
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    if not minimum <= int(value) <= maximum:
        raise ImproperlyConfigured(f"{name} must be between {minimum} and {maximum}, not {value}.")
    return int(value)


def read_list(name: str, default: Sequence[str] = ()) -> list[str]:
    """The comma-separated words of the variable, without blanks and without empty words."""
    value = read_text(name, "")
    if not value:
        return list(default)
    return [word.strip() for word in value.split(",") if word.strip()]


def read_choice(name: str, default: str, *, choices: Sequence[str]) -> str:
    """One of the choices, exactly as written there."""
    value = read_text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def read_database(name: str = "DATABASE_URL") -> dict[str, Any] | None:
    """Django's settings of the PostgreSQL server named by a URL, or None when the URL is unset.

    The URL itself is never part of the message: it may hold a password. One that holds none takes
    it from the variable with PASSWORD in the place of URL, if that is set.
    """
    value = read_hidden(name, "")
    if not value:
        return None
    if not value.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"{name} must begin with postgresql://: no other server will do."
        )
    try:
        config = cast("dict[str, Any]", environ.Env.db_url_config(value))
    except (ValueError, environ.ImproperlyConfigured):
        raise ImproperlyConfigured(f"{name} cannot be read as a database address.") from None
    if not config.get("NAME"):
        raise ImproperlyConfigured(f"{name} must name a database: postgresql://user@host/database.")
    # libpq's own spelling of a socket's folder: postgresql://user@%2Fvar%2Frun%2Fpostgresql/name
    config["HOST"] = unquote(config["HOST"])
    config["PASSWORD"] = config["PASSWORD"] or read_hidden(name.replace("URL", "PASSWORD"), "")
    config["ENGINE"] = "django.db.backends.postgresql"
    return config


def read_secret(name: str, data_folder: Path, *, production: bool) -> str:
    """The signing secret: from the environment, else, outside production, made once and kept.

    In production it must be set, at least 50 characters long and not a well-known placeholder.
    """
    value = read_hidden(name, "")
    if value:
        _refuse_weak(name, value)
        return value
    if production:
        raise ImproperlyConfigured(
            f"{name} must be set in production: at least {SECRET_LENGTH} random characters."
        )
    return keep_secret(data_folder / SECRET_FILE)


def keep_secret(path: Path) -> str:
    """The secret in this file, made with mode 0600 if there is none; two makers agree on one."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(64) + "\n")
        value = path.read_text(encoding="ascii").strip()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise ImproperlyConfigured(f"The secret in {path} cannot be kept: {reason}.") from None
    if len(value) < SECRET_LENGTH:
        raise ImproperlyConfigured(f"The secret in {path} is too short: remove the file.")
    return value


def _refuse_weak(name: str, value: str) -> None:
    if len(value) < SECRET_LENGTH or len(set(value)) < 10:
        raise ImproperlyConfigured(f"{name} must be at least {SECRET_LENGTH} random characters.")
    if value.lower().startswith(_WEAK_PREFIXES):
        raise ImproperlyConfigured(f"{name} is a placeholder: set random characters of your own.")


def _write_once(path: Path, text: str) -> None:
    # A link appears whole or not at all, so a second process never reads half a secret.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
