"""Models of values, allowances and due dates, and businesses with balance sheets of their own."""

import datetime

import django.db.models.deletion
import django.db.models.functions.uuid
from django.conf import settings
from django.db import migrations, models

import tracker.models.tenancy

HOUSEHOLD_TABLES = ("tracker_entityfigures", "tracker_entityflow", "tracker_valuemodel")
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
        ("tracker", "0007_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EntityFigures",
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
                ("as_of", models.DateField(verbose_name="from")),
                (
                    "outstanding",
                    models.DecimalField(blank=True, null=True, verbose_name="shares outstanding"),
                ),
                ("held", models.DecimalField(blank=True, null=True, verbose_name="shares held")),
                (
                    "percent",
                    models.DecimalField(blank=True, null=True, verbose_name="owned, percent"),
                ),
                (
                    "preferred",
                    models.DecimalField(blank=True, null=True, verbose_name="preferred equity"),
                ),
                (
                    "share_price",
                    models.DecimalField(blank=True, null=True, verbose_name="price of a share"),
                ),
            ],
            options={
                "verbose_name": "figures of a business",
                "verbose_name_plural": "figures of businesses",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntityFlow",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("distribution", "paid out to its owners"),
                            ("capital", "put in by its owners"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.DecimalField(verbose_name="amount")),
            ],
            options={
                "verbose_name": "payment of a business",
                "verbose_name_plural": "payments of businesses",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ValueModel",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("straight_line", "the same amount every month"),
                            ("declining", "a percent of what is left every year"),
                            ("loan", "a loan that is paid off"),
                        ],
                        max_length=13,
                        verbose_name="kind",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("rate", models.DecimalField(blank=True, null=True, verbose_name="percent a year")),
                (
                    "residual",
                    models.DecimalField(blank=True, null=True, verbose_name="worth at the end"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="reached on")),
                (
                    "original",
                    models.DecimalField(blank=True, null=True, verbose_name="original sum"),
                ),
            ],
            options={
                "verbose_name": "model of a value",
                "verbose_name_plural": "models of values",
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="position",
            name="position_category_of_side",
        ),
        migrations.AddField(
            model_name="entity",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="archived"),
        ),
        migrations.AddField(
            model_name="entity",
            name="currency",
            field=models.CharField(blank=True, max_length=3, verbose_name="currency"),
        ),
        migrations.AddField(
            model_name="position",
            name="allowance",
            field=models.DecimalField(blank=True, null=True, verbose_name="allowance, percent"),
        ),
        migrations.AddField(
            model_name="position",
            name="counterparty",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dealings",
                to="tracker.entity",
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="falls due on"),
        ),
        migrations.AddField(
            model_name="position",
            name="stake_in",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stakes",
                to="tracker.entity",
            ),
        ),
        migrations.AddIndex(
            model_name="valuation",
            index=models.Index(
                condition=models.Q(("contribution__isnull", False)),
                fields=["household", "position", "as_of"],
                include=("contribution",),
                name="valuation_contributions",
            ),
        ),
        migrations.AddConstraint(
            model_name="entity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("currency", ""), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                ),
                name="entity_currency_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household", "counterparty"),
                name="position_counterparty_fk",
                to="tracker.Entity",
                to_fields=("household", "id"),
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household", "stake_in"),
                name="position_stake_fk",
                to="tracker.Entity",
                to_fields=("household", "id"),
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.UniqueConstraint(
                fields=("household", "stake_in"), name="position_one_stake_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allowance__isnull", True),
                    models.Q(("allowance__range", (0, 100)), ("side", "asset")),
                    _connector="OR",
                ),
                name="position_allowance_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True), ("side", "liability"), _connector="OR"
                ),
                name="position_only_debts_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True),
                    ("due_on__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="position_due_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stake_in__isnull", True),
                    models.Q(("commodity__isnull", True), ("side", "asset")),
                    _connector="OR",
                ),
                name="position_stake_is_asset",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counterparty__isnull", True),
                    models.Q(
                        ("stake_in__isnull", True),
                        models.Q(("counterparty", models.F("entity")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="position_counterparty_other",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "category__in",
                            [
                                "cash",
                                "investments",
                                "crypto",
                                "retirement",
                                "insurance",
                                "real_estate",
                                "vehicles",
                                "equipment",
                                "household_goods",
                                "receivables",
                                "claims",
                                "valuables",
                                "bullion",
                                "business",
                                "intangibles",
                                "other",
                            ],
                        ),
                        ("side", "asset"),
                    ),
                    models.Q(
                        (
                            "category__in",
                            [
                                "mortgage",
                                "car_loan",
                                "student_loan",
                                "credit_card",
                                "pay_later",
                                "personal_loan",
                                "family_loan",
                                "business_loan",
                                "medical",
                                "leases",
                                "pension_obligations",
                                "taxes",
                                "dividends",
                                "bills",
                                "judgments",
                                "guarantees",
                                "joint_debts",
                                "commitments",
                                "other",
                            ],
                        ),
                        ("side", "liability"),
                    ),
                    _connector="OR",
                ),
                name="position_category_of_side",
            ),
        ),
        migrations.AddField(
            model_name="entityfigures",
            name="entity",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="tracker.entity",
            ),
        ),
        migrations.AddField(
            model_name="entityfigures",
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
            model_name="entityflow",
            name="entity",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flows",
                to="tracker.entity",
            ),
        ),
        migrations.AddField(
            model_name="entityflow",
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
            model_name="valuemodel",
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
            model_name="valuemodel",
            name="position",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="value_models",
                to="tracker.position",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.UniqueConstraint(
                fields=("household", "id"), name="entityfigures_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household", "entity"),
                name="entityfigures_entity_fk",
                to="tracker.Entity",
                to_fields=("household", "id"),
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.UniqueConstraint(
                fields=("household", "entity", "as_of"), name="entityfigures_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("as_of__isnull", True),
                    ("as_of__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="entityfigures_date_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outstanding__isnull", True),
                    models.Q(("outstanding__gte", 0), ("outstanding__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="entityfigures_outstanding_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held__isnull", True),
                    models.Q(("held__gte", 0), ("held__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="entityfigures_held_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("preferred__isnull", True),
                    models.Q(("preferred__gte", 0), ("preferred__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="entityfigures_preferred_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("share_price__isnull", True),
                    models.Q(("share_price__gte", 0), ("share_price__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="entityfigures_share_price_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent__isnull", True), ("percent__range", (0, 100)), _connector="OR"
                ),
                name="entityfigures_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityflow",
            constraint=models.UniqueConstraint(fields=("household", "id"), name="entityflow_key"),
        ),
        migrations.AddConstraint(
            model_name="entityflow",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household", "entity"),
                name="entityflow_entity_fk",
                to="tracker.Entity",
                to_fields=("household", "id"),
            ),
        ),
        migrations.AddConstraint(
            model_name="entityflow",
            constraint=models.UniqueConstraint(
                fields=("household", "entity", "on", "kind"), name="entityflow_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="entityflow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on__isnull", True),
                    ("on__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="entityflow_date_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityflow",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["distribution", "capital"])),
                name="entityflow_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityflow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", -1000000000000000), ("amount__lt", 1000000000000000)
                ),
                name="entityflow_amount_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.UniqueConstraint(fields=("household", "id"), name="valuemodel_key"),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=tracker.models.tenancy.TenantForeignKey(
                fields=("household", "position"),
                name="valuemodel_position_fk",
                to="tracker.Position",
                to_fields=("household", "id"),
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.UniqueConstraint(
                fields=("household", "position"), name="valuemodel_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ends_on__isnull", False),
                        ("kind", "straight_line"),
                        ("rate__isnull", True),
                    ),
                    models.Q(
                        ("ends_on__isnull", True), ("kind", "declining"), ("rate__isnull", False)
                    ),
                    models.Q(
                        ("ends_on__isnull", True),
                        ("kind", "loan"),
                        ("rate__isnull", True),
                        ("residual__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="valuemodel_kind_has_its_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rate__isnull", True),
                    models.Q(("rate__gt", 0), ("rate__lte", 100)),
                    _connector="OR",
                ),
                name="valuemodel_rate_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("residual__isnull", True),
                    models.Q(("residual__gte", 0), ("residual__lt", 1000000000000000)),
                    _connector="OR",
                ),
                name="valuemodel_residual_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("original__isnull", True),
                    models.Q(
                        ("kind", "loan"), ("original__gt", 0), ("original__lt", 1000000000000000)
                    ),
                    _connector="OR",
                ),
                name="valuemodel_original_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gt", models.F("since")), _connector="OR"
                ),
                name="valuemodel_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("since__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="valuemodel_since_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuemodel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__range", (datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))),
                    _connector="OR",
                ),
                name="valuemodel_ends_range",
            ),
        ),
        migrations.RunSQL(PROTECT, UNPROTECT),
    ]
