"""Dated notes, spending and income, guides; a low estimate and a contribution beside a value."""

import datetime

import django.db.models.deletion
import django.db.models.functions.uuid
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import tracker.models.tenancy

HOUSEHOLD_TABLES = ("tracker_budget", "tracker_datednote", "tracker_ratioguide")
PROTECT = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY household ON {table}
  USING (household_id = NULLIF(current_setting('waterline.household', true), '')::uuid);
"""
    for table in HOUSEHOLD_TABLES
)
UNPROTECT = "".join(
    f"""
DROP POLICY household ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
    for table in HOUSEHOLD_TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_people_and_profiles"),
        ("tracker", "0005_more_invariants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Budget",
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
                ("since", models.DateField(verbose_name="since")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "essential_spending",
                    models.DecimalField(
                        blank=True, null=True, verbose_name="essential spending a month"
                    ),
                ),
                (
                    "net_income",
                    models.DecimalField(
                        blank=True, null=True, verbose_name="income a month after taxes"
                    ),
                ),
                (
                    "gross_income",
                    models.DecimalField(
                        blank=True, null=True, verbose_name="income a month before taxes"
                    ),
                ),
            ],
            options={
                "verbose_name": "spending and income",
                "verbose_name_plural": "spending and income",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DatedNote",
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
                ("on", models.DateField(verbose_name="date")),
                ("text", models.CharField(max_length=200, verbose_name="what happened")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("study", "study"),
                            ("illness", "illness"),
                            ("job", "job"),
                            ("family", "family"),
                            ("home", "home"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "dated note",
                "verbose_name_plural": "dated notes",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RatioGuide",
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
                ("ratio", models.CharField(max_length=30, verbose_name="ratio")),
                ("low", models.DecimalField(verbose_name="low")),
                ("high", models.DecimalField(verbose_name="high")),
            ],
            options={
                "verbose_name": "guide",
                "verbose_name_plural": "guides",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="valuation",
            name="contribution",
            field=models.DecimalField(blank=True, null=True, verbose_name="paid in"),
        ),
        migrations.AddField(
            model_name="valuation",
            name="low",
            field=models.DecimalField(blank=True, null=True, verbose_name="at the least"),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__isnull", True),
                    django.db.models.lookups.LessThanOrEqual(
                        models.Func(
                            models.F("low"), function="scale", output_field=models.IntegerField()
                        ),
                        18,
                    ),
                    _connector="OR",
                ),
                name="valuation_low_decimals",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contribution__isnull", True),
                    django.db.models.lookups.LessThanOrEqual(
                        models.Func(
                            models.F("contribution"),
                            function="scale",
                            output_field=models.IntegerField(),
                        ),
                        18,
                    ),
                    _connector="OR",
                ),
                name="valuation_contribution_decimals",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("low__gt", -1000000000000000), ("low__lt", 1000000000000000)),
                    ("low__isnull", True),
                    _connector="OR",
                ),
                name="valuation_low_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contribution__gt", -1000000000000000),
                        ("contribution__lt", 1000000000000000),
                    ),
                    ("contribution__isnull", True),
                    _connector="OR",
                ),
                name="valuation_contribution_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("low__isnull", True), ("low__lte", models.F("amount")), _connector="OR"
                ),
                name="valuation_low_below_likely",
            ),
        ),
        migrations.AddField(
            model_name="budget",
            name="household",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.household",
                verbose_name="household",
            ),
        ),
        migrations.AddField(
            model_name="datednote",
            name="household",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.household",
                verbose_name="household",
            ),
        ),
        migrations.AddField(
            model_name="datednote",
            name="updated_by",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="ratioguide",
            name="household",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.household",
                verbose_name="household",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(fields=("household", "id"), name="budget_key"),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household",),
                name="budget_household_fk",
                to="accounts.Household",
                to_fields=("id",),
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.UniqueConstraint(
                fields=("household", "since"), name="budget_date_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("since__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="budget_date_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="budget_currency_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("essential_spending__isnull", True),
                    models.Q(
                        ("essential_spending__gte", 0), ("essential_spending__lt", 1000000000000000)
                    ),
                    _connector="OR",
                ),
                name="budget_essential_spending_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("net_income__isnull", True),
                    models.Q(("net_income__gte", 0), ("net_income__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="budget_net_income_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="budget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gross_income__isnull", True),
                    models.Q(("gross_income__gte", 0), ("gross_income__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="budget_gross_income_range",
            ),
        ),
        migrations.AddIndex(
            model_name="datednote",
            index=models.Index(fields=["household", "on"], name="datednote_by_date"),
        ),
        migrations.AddConstraint(
            model_name="datednote",
            constraint=models.UniqueConstraint(fields=("household", "id"), name="datednote_key"),
        ),
        migrations.AddConstraint(
            model_name="datednote",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household",),
                name="datednote_household_fk",
                to="accounts.Household",
                to_fields=("id",),
            ),
        ),
        migrations.AddConstraint(
            model_name="datednote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on__isnull", True),
                    ("on__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="datednote_date_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="datednote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["study", "illness", "job", "family", "home", "other"])
                ),
                name="datednote_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratioguide",
            constraint=models.UniqueConstraint(fields=("household", "id"), name="ratioguide_key"),
        ),
        migrations.AddConstraint(
            model_name="ratioguide",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household",),
                name="ratioguide_household_fk",
                to="accounts.Household",
                to_fields=("id",),
            ),
        ),
        migrations.AddConstraint(
            model_name="ratioguide",
            constraint=models.UniqueConstraint(
                fields=("household", "ratio"), name="ratioguide_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="ratioguide",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("high__gte", models.F("low")), ("high__lt", 1000000000000000), ("low__gte", 0)
                ),
                name="ratioguide_range",
            ),
        ),
        migrations.RunSQL(PROTECT, UNPROTECT),
    ]
