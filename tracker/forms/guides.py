"""The form of a household's guides: one or two figures for each ratio, percents as percents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.money import MoneyField
from tracker.forms.reader import ReaderForm
from tracker.services.guides import HIGHEST, Guide, Measure
from tracker.wording.settings import guide_label

DIGITS = 4


@dataclass(frozen=True, slots=True)
class GuideFields:
    """One ratio's fields; a guide with one figure has no `low`."""

    guide: Guide
    low: forms.BoundField | None
    high: forms.BoundField


class GuidesForm(ReaderForm):
    """All guides at once, as typed in the reader's locale."""

    def __init__(self, *args: Any, guides: Mapping[str, Guide], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guides = guides
        for guide in guides.values():
            if not guide.single:
                self.fields[f"{guide.ratio}-low"] = _field(guide, "low")
            self.fields[f"{guide.ratio}-high"] = _field(guide, "high")
        self.adapt_fields()

    def rows(self) -> Iterator[GuideFields]:
        """Each ratio with its fields, in order."""
        for guide in self._guides.values():
            low = None if guide.single else self[f"{guide.ratio}-low"]
            yield GuideFields(guide, low, self[f"{guide.ratio}-high"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for guide in self._guides.values():
            low, high = cleaned.get(f"{guide.ratio}-low"), cleaned.get(f"{guide.ratio}-high")
            if low is not None and high is not None and low > high:
                self.add_error(
                    f"{guide.ratio}-high", _("The second figure cannot be below the first.")
                )
        return cleaned

    def guides(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Each ratio's figures, percents as ratios, once the form is valid."""
        found = {}
        for guide in self._guides.values():
            scale = Decimal(100) if guide.measure is Measure.PERCENT else Decimal(1)
            high = self.cleaned_data[f"{guide.ratio}-high"] / scale
            low = high if guide.single else self.cleaned_data[f"{guide.ratio}-low"] / scale
            found[guide.ratio] = (low, high)
        return found


def _field(guide: Guide, end: str) -> MoneyField:
    scale = 100 if guide.measure is Measure.PERCENT else 1
    field = MoneyField(
        label=guide_label(guide, end),
        digits=DIGITS,
        minimum=0,
        maximum=HIGHEST[guide.measure] * scale,
        initial=getattr(guide, end) * scale,
        error_messages={"required": _("Enter a number.")},
    )
    field.widget.attrs["class"] = "input"
    return field
