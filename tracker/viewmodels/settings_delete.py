"""What the page before a household's deletion says."""

from dataclasses import dataclass
from typing import Any

from accounts.queries import HouseholdRow
from tracker.services.contents import Contents
from tracker.wording.settings import contents_lines


@dataclass(frozen=True, slots=True)
class DeletePage:
    """The fields of settings/delete.html: what would go, and the form to say so."""

    name: str
    is_sample: bool
    contents: tuple[str, ...]
    form: Any


def build_delete(household: HouseholdRow, contents: Contents, form: Any, tag: str) -> DeletePage:
    return DeletePage(household.name, household.is_sample, contents_lines(contents, tag), form)
