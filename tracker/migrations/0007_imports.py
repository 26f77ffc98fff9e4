"""Imports: files being looked at, what each did, and how it is taken back.

The application may analyse the table of values: after a long import its statistics know nothing
of the new rows, and what is planned by them would go through all of a household's values for each
item and each date.
"""

import django.db.models.deletion
import django.db.models.functions.uuid
from django.conf import settings
from django.db import migrations, models

import tracker.models.tenancy

PROTECT = """
ALTER TABLE tracker_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY household ON tracker_import
  USING (household_id = NULLIF(current_setting('waterline.household', true), '')::uuid);
GRANT MAINTAIN ON tracker_valuation TO waterline_app;
"""
UNPROTECT = """
REVOKE MAINTAIN ON tracker_valuation FROM waterline_app;
DROP POLICY household ON tracker_import;
ALTER TABLE tracker_import DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_people_and_profiles"),
        ("tracker", "0006_notes_budgets_estimates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.db.models.functions.uuid.UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "being looked at"),
                            ("queued", "waiting"),
                            ("running", "in progress"),
                            ("done", "imported"),
                            ("undone", "taken back"),
                        ],
                        db_default="draft",
                        default="draft",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="file")),
                ("data", models.BinaryField(null=True)),
                ("answers", models.JSONField(null=True)),
                ("findings", models.JSONField(null=True)),
                ("work", models.CharField(db_default="", default="", max_length=5)),
                ("asked_at", models.DateTimeField(null=True)),
                ("phase", models.CharField(db_default="", default="", max_length=10)),
                ("reached", models.PositiveIntegerField(db_default=0, default=0)),
                ("total", models.PositiveIntegerField(db_default=0, default=0)),
                ("failure", models.CharField(db_default="", default="", max_length=20)),
                (
                    "form",
                    models.CharField(db_default="", default="", max_length=10, verbose_name="form"),
                ),
                (
                    "added",
                    models.PositiveIntegerField(db_default=0, default=0, verbose_name="added"),
                ),
                (
                    "changed",
                    models.PositiveIntegerField(db_default=0, default=0, verbose_name="changed"),
                ),
                (
                    "unchanged",
                    models.PositiveIntegerField(db_default=0, default=0, verbose_name="unchanged"),
                ),
                (
                    "items",
                    models.PositiveIntegerField(db_default=0, default=0, verbose_name="new items"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="imported"),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken back"),
                ),
                ("journal", models.JSONField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.household",
                        verbose_name="household",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("household", "id"), name="import_key"),
                    tracker.models.tenancy.TenantForeignKey(
                        fields=("household",),
                        name="import_household_fk",
                        to="accounts.Household",
                        to_fields=("id",),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "queued", "running", "done", "undone"])
                        ),
                        name="import_status_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(PROTECT, UNPROTECT),
    ]
