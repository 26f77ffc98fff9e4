"""A file brought in: kept while it is looked at, then what it did and how that is taken back."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.snapshot import by_user
from tracker.models.tenancy import TenantForeignKey, TenantRow


class ImportStatus(models.TextChoices):
    DRAFT = "draft", _("being looked at")
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("in progress")
    DONE = "done", _("imported")
    UNDONE = "undone", _("taken back")


class Import(TenantRow):
    """One file from its upload on.

    `data` and `answers` (how it is to be read) are kept only until it is imported or given up;
    `findings` is what the last look at it found. `work` says what is waiting or in progress: a
    look (check) or the import (write). `journal` holds, by kind of row, what was made and what
    stood there before; see commands.import_journal.
    """

    status = models.CharField(
        _("status"),
        max_length=8,
        choices=ImportStatus,
        default=ImportStatus.DRAFT,
        db_default=ImportStatus.DRAFT,
    )
    made_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    made_by = by_user(verbose_name=_("by"))
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    data = models.BinaryField(null=True)
    answers = models.JSONField(null=True)
    findings = models.JSONField(null=True)
    work = models.CharField(max_length=5, default="", db_default="")
    asked_at = models.DateTimeField(null=True)
    phase = models.CharField(max_length=10, default="", db_default="")
    reached = models.PositiveIntegerField(default=0, db_default=0)
    total = models.PositiveIntegerField(default=0, db_default=0)
    failure = models.CharField(max_length=20, default="", db_default="")
    form = models.CharField(_("form"), max_length=10, default="", db_default="")
    added = models.PositiveIntegerField(_("added"), default=0, db_default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0, db_default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0, db_default=0)
    items = models.PositiveIntegerField(_("new items"), default=0, db_default=0)
    finished_at = models.DateTimeField(_("imported"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = by_user(verbose_name=_("taken back by"))
    journal = models.JSONField(null=True)

    class Meta(TenantRow.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints: ClassVar = [
            *TenantRow.Meta.constraints,
            TenantForeignKey(
                name="import_household_fk",
                fields=["household"],
                to="accounts.Household",
                to_fields=["id"],
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=ImportStatus.values), name="import_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.file_name}"
