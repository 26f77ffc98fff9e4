"""Writes a file's prices and rates, as import_rows does its values."""

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
# Only differing rows are touched; what PostgreSQL returns are those it wrote.
MERGE_PRICES = """
WITH written AS (
  INSERT INTO tracker_price AS p (household_id, commodity_id, currency, as_of, price, source)
  SELECT %(household)s, commodity_id, quote, as_of, price, 'import' FROM import_price
  WHERE commodity_id IS NOT NULL ORDER BY commodity_id, quote, as_of
  ON CONFLICT (household_id, commodity_id, currency, as_of)
  DO UPDATE SET price = excluded.price, source = excluded.source WHERE p.price <> excluded.price
  RETURNING old.id IS NULL AS added)
SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written
"""
MERGE_RATES = """
WITH written AS (
  INSERT INTO tracker_rate AS r (household_id, base, quote, as_of, rate, source)
  SELECT %(household)s, base, quote, as_of, price, 'import' FROM import_price
  WHERE base IS NOT NULL ORDER BY base, quote, as_of
  ON CONFLICT (household_id, base, quote, as_of)
  DO UPDATE SET rate = excluded.rate, source = excluded.source WHERE r.rate <> excluded.rate
  RETURNING old.id IS NULL AS added)
SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written
"""


def write_prices(household: HouseholdRow, *, file: ImportFile, faults: Faults) -> ImportReport:
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
            cursor.execute(statement, {"household": household.id})
            new, other = cursor.fetchone()
            added, changed = added + new, changed + other
        cursor.execute("DROP TABLE import_price")
    return ImportReport(
        file.form,
        added=added,
        changed=changed,
        unchanged=len(rows) - added - changed,
        commodities=made,
    )


def _check_price(row: PriceRow, faults: Faults) -> bool:
    if row.price > 0:
        return True
    faults.add(Problem(WriteCode.PRICE_ZERO, row.line, "price"))
    return False
