"""Texts are marked for translation by names that the tools which collect them know."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@pytest.mark.parametrize("folder", ["tracker", "accounts"])
def test_no_mark_has_another_name_under_which_its_texts_would_not_be_collected(folder: str) -> None:
    renamed = {
        str(path.relative_to(ROOT)): found
        for path in ROOT.glob(f"{folder}/**/*.py")
        if (found := re.findall(r"\w*gettext\w* as (?!_\n)\w+", path.read_text("utf-8")))
    }
    assert renamed == {}
