"""Addresses of static files are those of the storage they come from, looked up once."""

from pathlib import Path
from typing import Any
from unittest import mock

from tracker.config.static_files import CompressedManifestStaticFilesStorage, StaticFiles


def test_an_address_is_looked_up_once(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    storage = StaticFiles()
    with mock.patch.object(
        CompressedManifestStaticFilesStorage, "url", autospec=True, return_value="/static/a.1.css"
    ) as look:
        assert [storage.url("a.css"), storage.url("a.css")] == ["/static/a.1.css"] * 2
    assert look.call_count == 1
