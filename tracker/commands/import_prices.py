"""Writes a file's prices and rates, as import_rows does its values."""

from uuid import UUID

from django.db import connection

from accounts.queries import HouseholdRow
from tracker.commands.import_positions import make_commodities
from tracker.commands.import_report import Faults, ImportReport
from tracker.importers import ImportFile, PriceRow, Problem, WriteCode

STAGE = """
CREATE TEMPORARY TABLE import_price (
  commodity_id uuid, base text, quote text, as_of date, price numeric
) ON COMMIT DROP
"""
COPY = "COPY import_price FROM STDIN"
# What was written and what stood there before, for the journal of the import.
RECORD = """
UPDATE tracker_import SET journal = coalesce(journal, '{{}}') || jsonb_build_object(
  '{kind}', (SELECT coalesce(jsonb_agg(entry), '[]') FROM written))
WHERE household_id = %(household)s AND id = %(import)s
RETURNING (SELECT count(*) FROM written WHERE added),
  (SELECT count(*) FROM written WHERE NOT added)
"""
RECORD_PRICES, RECORD_RATES = RECORD.format(kind="prices"), RECORD.format(kind="rates")
# Only differing rows are touched; what PostgreSQL returns are those it wrote.
MERGE_PRICES = f"""
WITH written AS (
  INSERT INTO tracker_price AS p (household_id, commodity_id, currency, as_of, price, source)
  SELECT %(household)s, commodity_id, quote, as_of, price, 'import' FROM import_price
  WHERE commodity_id IS NOT NULL ORDER BY commodity_id, quote, as_of
  ON CONFLICT (household_id, commodity_id, currency, as_of)
  DO UPDATE SET price = excluded.price, source = excluded.source WHERE p.price <> excluded.price
  RETURNING old.id IS NULL AS added,
    jsonb_build_array(new.id, new.price, new.source, old.price, old.source) AS entry)
{RECORD_PRICES}"""  # noqa: S608 - our own text
MERGE_RATES = f"""
WITH written AS (
  INSERT INTO tracker_rate AS r (household_id, base, quote, as_of, rate, source)
  SELECT %(household)s, base, quote, as_of, price, 'import' FROM import_price
  WHERE base IS NOT NULL ORDER BY base, quote, as_of
  ON CONFLICT (household_id, base, quote, as_of)
  DO UPDATE SET rate = excluded.rate, source = excluded.source WHERE r.rate <> excluded.rate
  RETURNING old.id IS NULL AS added,
    jsonb_build_array(new.id, new.rate, new.source, old.rate, old.source) AS entry)
{RECORD_RATES}"""  # noqa: S608 - our own text


def write_prices(
    household: HouseholdRow, *, import_id: UUID, file: ImportFile, faults: Faults
) -> ImportReport:
    """A price for each row, or a rate of the household's own where both sides are currencies."""
    rows = [row for row in file.prices if _check_price(row, faults)]
    codes = dict.fromkeys(row.commodity for row in rows if not row.is_rate)
    units, made = make_commodities(household, dict.fromkeys(codes, ""))
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            for row in rows:
                unit = "\\N" if row.is_rate else str(units[row.commodity].pk)
                base = row.commodity if row.is_rate else "\\N"
                copy.write(f"{unit}\t{base}\t{row.quote}\t{row.date}\t{row.price}\n")
        added = changed = 0
        for statement in (MERGE_PRICES, MERGE_RATES):
            cursor.execute(statement, {"household": household.id, "import": import_id})
            new, other = cursor.fetchone()
            added, changed = added + new, changed + other
        cursor.execute("DROP TABLE import_price")
    return ImportReport(
        file.form,
        added=added,
        changed=changed,
        unchanged=len(rows) - added - changed,
        commodities=made,
        made_units=tuple(units[code].pk for code in made),
    )


def _check_price(row: PriceRow, faults: Faults) -> bool:
    if row.price > 0:
        return True
    faults.add(Problem(WriteCode.PRICE_ZERO, row.line, "price"))
    return False
