"""The bootstrap says in one sentence which part of Python is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tracker.config.postgres_paths import CHECKOUT

TOOLS = ("dirname", "cat", "cksum", "grep", "head", "id", "ls", "mkdir", "rm", "sed", "tail", "cut")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the bootstrap needs, beside a PATH without any Python."""
    for part in ("bin", "requirements"):
        shutil.copytree(CHECKOUT / part, tmp_path / "checkout" / part)
    (tmp_path / "path").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (tmp_path / "path" / tool).symlink_to(found)
    return tmp_path / "checkout"


def bootstrap(checkout: Path) -> subprocess.CompletedProcess[str]:
    # The fixed places are asked last; a test must not find this machine's Python there.
    script = checkout / "bin" / "bootstrap.sh"
    script.write_text(script.read_text().replace("/usr/local/bin/python3 /usr/bin/python3", ""))
    return subprocess.run(
        ["/bin/sh", str(script), "local"],
        env={"PATH": str(checkout.parent / "path"), "HOME": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def add_python(checkout: Path, body: str) -> None:
    python = checkout.parent / "path" / "python3"
    python.write_text(f"#!/bin/sh\n{body}\n")
    python.chmod(0o755)


def test_no_python_at_all_is_one_sentence(checkout: Path) -> None:
    done = bootstrap(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.12 or newer is needed and was not found")
    assert len(done.stderr.splitlines()) == 1


def test_a_shim_that_does_not_run_is_no_python(checkout: Path) -> None:
    add_python(checkout, "echo 'pyenv: version 3.13 is not installed' >&2; exit 127")
    done = bootstrap(checkout)
    assert done.stderr.startswith("Python 3.12 or newer is needed and was not found")


def test_a_missing_venv_module_is_one_sentence(checkout: Path) -> None:
    add_python(checkout, 'case "$2" in *ensurepip*) exit 1;; esac; echo /opt/python3')
    done = bootstrap(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("Python's venv module is missing")
    assert len(done.stderr.splitlines()) == 1
