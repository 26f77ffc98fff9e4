"""The forms of the import page: a file or a pasted table, and what is said of it."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tracker.importers.answers import SETTINGS
from tracker.importers.mapping import NEW, SKIP
from tracker.services.categories import Side, find_category
from tracker.services.currencies import is_known
from tracker.services.names import is_visible
from tracker.wording import imports as words

NAME_LENGTH = 200
_UNIT = re.compile(r"[A-Za-z0-9._-]{1,32}", re.ASCII)


class UploadForm(forms.Form):
    """A file, or the same pasted as text. `data` and `name` are what came."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        max_length=1000,
        help_text=_("CSV or text, up to 5 MB. A spreadsheet can be saved as CSV."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste a table"),
        required=False,
        strip=False,
        help_text=_("Copy the cells of a spreadsheet with their headers, and paste them here."),
        widget=forms.Textarea(
            attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("file") and not (data.get("text") or "").strip():
            # A file that was chosen but is empty counts as chosen.
            if isinstance(data.get("file"), UploadedFile):
                self.add_error("file", _("There is nothing in it."))
            else:
                self.add_error("file", _("Choose a file, or paste a table."))
        return data

    def refuse(self, sentence: str) -> None:
        """Say why the file was not kept."""
        self.add_error("file" if self.cleaned_data.get("file") else "text", sentence)

    @property
    def data_bytes(self) -> bytes:
        """The bytes of the file, or of what was pasted."""
        upload = self.cleaned_data.get("file")
        if upload:
            return bytes(upload.read())
        return str(self.cleaned_data["text"]).encode()

    @property
    def name(self) -> str:
        """The file's name, "" for what was pasted."""
        upload = self.cleaned_data.get("file")
        return str(upload.name) if upload else ""


class AnswersForm:
    """What was said of a file: its settings, and where each of its labels goes.

    Read by hand: there are as many fields as the file has columns. `errors` holds a sentence by
    field; `choices` is everything as it was typed.
    """

    def __init__(
        self,
        data: Mapping[str, str],
        findings: Mapping[str, Any],
        items: Collection[str],
    ) -> None:
        self._data, self._items = data, items
        self._labels: list[dict[str, Any]] = findings.get("choices") or []
        self.errors: dict[str, str] = {}
        self.settings = {
            name: data[name] if data.get(name) in allowed else None
            for name, allowed in SETTINGS.items()
            if name in data
        }
        self.choices = [self._read(at, label) for at, label in enumerate(self._labels)]

    @property
    def is_valid(self) -> bool:
        return not self.errors

    def differs(self, kept: Mapping[str, Any]) -> bool:
        """Whether anything was said that is not in the answers kept and in what was shown."""
        names = ("to", "name", "side", "category", "commodity")
        return any(kept.get(name) != said for name, said in self.settings.items() if said) or any(
            choice[name] != label[name]
            for choice, label in zip(self.choices, self._labels, strict=True)
            for name in names
        )

    def answers(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """The answers to keep; labels of an earlier file stay beside those of this one."""
        own = {(choice["label"], choice["nth"]) for choice in self.choices}
        earlier = [
            choice
            for choice in kept.get("choices") or ()
            if (choice["label"], choice["nth"]) not in own
        ]
        return self.settings | {"choices": [*self.choices, *earlier][:1000]}

    def _read(self, at: int, label: dict[str, Any]) -> dict[str, Any]:
        """The choice of one label; what is wrong with it is noted."""

        def typed(field: str, kept: str) -> str:
            return str(self._data.get(f"{field}-{at}", kept)).strip()

        to = typed("to", label["to"])
        name = unicodedata.normalize("NFC", typed("name", label["name"]))
        kind = typed("kind", f"{label['side']} {label['category']}")
        unit = typed("unit", label["commodity"])
        side, _space, category = kind.partition(" ")
        if to not in {NEW, SKIP, *self._items}:
            self._refuse("to", at)
            to = label["to"]
        if is_known(unit.upper()):
            unit = unit.upper()
        if to == NEW:
            if not is_visible(name) or len(name) > NAME_LENGTH or not name.isprintable():
                self._refuse("name", at)
            if not _UNIT.fullmatch(unit):
                self._refuse("unit", at)
        known = side in {"asset", "liability"} and find_category(Side.of(side), category)
        if not known:
            if to == NEW:
                self._refuse("kind", at)
            side, category = label["side"], label["category"]
        return {
            "label": label["label"],
            "nth": label["nth"],
            "to": to,
            "name": name.replace("\0", "")[:1000],
            "side": side,
            "category": category,
            "commodity": unit.replace("\0", "")[:100],
        }

    def _refuse(self, field: str, at: int) -> None:
        self.errors[f"{field}-{at}"] = words.bad_choice(field)
