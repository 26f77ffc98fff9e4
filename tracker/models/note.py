"""What happened when: a household's dated notes, shown on its chart."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.snapshot import by_user
from tracker.models.tenancy import TenantForeignKey, TenantRow, date_in_range


class Reason(models.TextChoices):
    STUDY = "study", _("study")
    ILLNESS = "illness", _("illness")
    JOB = "job", _("job")
    FAMILY = "family", _("family")
    HOME = "home", _("home")
    OTHER = "other", _("other")


class DatedNote(TenantRow):
    """One event in a few words ("bought the car"), and what kind of reason it was."""

    on = models.DateField(_("date"))
    text = models.CharField(_("what happened"), max_length=200)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.OTHER)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    updated_by = by_user(verbose_name=_("by"))

    class Meta(TenantRow.Meta):
        verbose_name = _("dated note")
        verbose_name_plural = _("dated notes")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="datednote_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            date_in_range("on", "datednote_date_range"),
            models.CheckConstraint(
                condition=models.Q(reason__in=Reason.values), name="datednote_reason_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["household", "on"], name="datednote_by_date")]

    def __str__(self) -> str:
        return f"{self.on} {self.text}"
