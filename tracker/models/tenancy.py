"""Keys that keep a row and its parents in one household."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models.functions import UUID7
from django.utils.translation import gettext_lazy as _

from tracker.services.calendar import FIRST_DATE, LAST_DATE
from tracker.services.money import LIMIT


class TenantForeignKey(models.BaseConstraint):
    """FOREIGN KEY (fields) REFERENCES to (to_fields), declared in Meta.constraints.

    Stands beside an ordinary ForeignKey that has `db_constraint=False`: this key does its work and
    also says that both rows belong to the same household. The parent's `to_fields` need a
    UniqueConstraint without condition.
    """

    default_violation_error_message = _("This row belongs to no household of yours.")

    def __init__(
        self, *, name: str, fields: Sequence[str], to: str, to_fields: Sequence[str], **kwargs: Any
    ) -> None:
        self.fields, self.to, self.to_fields = tuple(fields), to, tuple(to_fields)
        super().__init__(name=name, **kwargs)

    def constraint_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        # After the tables: the parent may be created later in the same migration.
        assert schema_editor is not None  # noqa: S101
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def create_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        assert schema_editor is not None  # noqa: S101
        parent = model._meta.apps.get_model(self.to)
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (%(columns)s) "
            "REFERENCES %(parent)s (%(parent_columns)s) DEFERRABLE INITIALLY IMMEDIATE",
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
            columns=Columns(model._meta.db_table, _columns(model, self.fields), quote),
            parent=Table(parent._meta.db_table, quote),
            parent_columns=Columns(parent._meta.db_table, _columns(parent, self.to_fields), quote),
        )

    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        assert schema_editor is not None  # noqa: S101
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def validate(
        self,
        model: Any,
        instance: models.Model,
        exclude: Collection[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raise ValidationError where the parent is not of the row's household."""
        if exclude and set(self.fields) & set(exclude):
            return
        parent = model._meta.apps.get_model(self.to)
        values = [getattr(instance, model._meta.get_field(name).attname) for name in self.fields]
        names = [parent._meta.get_field(name).attname for name in self.to_fields]
        wanted = dict(zip(names, values, strict=True))
        if None in values or parent._base_manager.using(using).filter(**wanted).exists():
            return
        raise ValidationError(
            self.get_violation_error_message(), code=self.violation_error_code or "foreign"
        )

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"fields": self.fields, "to": self.to, "to_fields": self.to_fields}
        return path, tuple(args), dict(kwargs)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TenantForeignKey):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.fields, self.to, self.to_fields))


def date_in_range(field: str, name: str) -> models.CheckConstraint:
    """1900 to 2200, where the field is set."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True})
        | models.Q(**{f"{field}__range": (FIRST_DATE, LAST_DATE)}),
        name=name,
    )


def not_negative(model: str, field: str) -> models.CheckConstraint:
    """Zero or more, and below the limit of all money, where the field is set."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__isnull": True})
        | models.Q(**{f"{field}__gte": 0, f"{field}__lt": LIMIT}),
        name=f"{model}_{field}_range",
    )


def currency_code(field: str, name: str) -> models.CheckConstraint:
    """Three capital letters."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": r"^[A-Z]{3}$"}), name=name
    )


def _columns(model: Any, names: Sequence[str]) -> list[str]:
    return [model._meta.get_field(name).column for name in names]


def parent_key(to: type[models.Model] | str, **options: Any) -> Any:
    """A ForeignKey whose database side is a TenantForeignKey of the same table."""
    return models.ForeignKey(
        to, on_delete=models.PROTECT, db_constraint=False, db_index=False, **options
    )


class TenantRow(models.Model):
    """A row of one household. Its table has row-level security; see the migrations."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    household = models.ForeignKey(
        "accounts.Household",
        on_delete=models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name=_("household"),
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household", "id"], name="%(class)s_key"),
        ]
