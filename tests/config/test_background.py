"""The worker beside the web server: followed by another when it dies, gone with the server."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest

from tracker.config import background
from tracker.config.postgres_paths import CHECKOUT
from tracker.config.processes import is_alive

SERVER = (
    "import subprocess, sys, time\n"
    "keeper = subprocess.Popen([sys.executable, '-m', 'tracker.config.background'])\n"
    "print(keeper.pid, flush=True)\n"
    "time.sleep(60)\n"
)


def test_it_ends_with_a_server_that_is_killed_outright() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    keeper = int(server.stdout.readline())
    time.sleep(1.5)
    server.kill()
    server.wait()
    for _ in range(100):
        if not is_alive(keeper):
            break
        time.sleep(0.1)
    else:
        os.kill(keeper, signal.SIGKILL)
        pytest.fail("the keeper outlived its server")


def test_a_worker_that_dies_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[list[str]] = []
    parents = iter([7] * 6)

    def begin(words: list[str], **options: Any) -> Any:
        begun.append(words)
        return SimpleNamespace(poll=lambda: 1, terminate=lambda: None)

    monkeypatch.setattr(background.subprocess, "Popen", begin)
    monkeypatch.setattr(background.os, "getppid", lambda: next(parents, 1))
    monkeypatch.setattr(background, "FIRST_SECONDS", 0)
    monkeypatch.setattr(background, "AGAIN_SECONDS", 0)
    background.keep(7)
    assert len(begun) > 1
    assert begun[0][-2:] == ["tracker.config.background", "work"]
