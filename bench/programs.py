"""Finds the programs to compare with, and installs them where that is easy."""

import os
import shutil
import subprocess
from pathlib import Path

from tracker.config.postgres_paths import CHECKOUT

FAVA = "fava==1.30.16"
_FAVA_FOLDER = CHECKOUT / ".cache" / "fava"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def find_program(name: str) -> str | None:
    """The path of hledger or ledger; as root on Debian they are installed when missing."""
    found = shutil.which(name)
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name]
    for command in (words, ["apt-get", "update", "-qq"], words):
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if command is words and done.returncode == 0:
            break
    return shutil.which(name)


def find_fava() -> Path | None:
    """The Python of an environment with fava in it, made when missing; None where it cannot be."""
    python = _FAVA_FOLDER / "bin" / "python"
    if _has_fava(python):
        return python
    uv = CHECKOUT / ".uv" / "venv" / "bin" / "uv"
    environment = os.environ | ({"UV_SYSTEM_CERTS": "true"} if _CERTIFICATES.exists() else {})
    for words in (
        ["venv", "--quiet", "--clear", "--no-project", str(_FAVA_FOLDER)],
        ["pip", "install", "--quiet", "--python", str(python), FAVA],
    ):
        try:
            subprocess.run([uv, *words], env=environment, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
    return python if _has_fava(python) else None


def _has_fava(python: Path) -> bool:
    if not python.exists():
        return False
    words = [str(python), "-c", "import fava"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
