"""A closed month keeps its values: no path adds, changes or removes a valuation of its date.

Triggers look once a statement, so an import of many rows pays once. They lock the snapshots they
look at, open ones too: a month cannot close while one of its values is being written. Hence the
materialized query: otherwise PostgreSQL looks for closed ones first and locks nothing else.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION tracker_refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed date;
BEGIN
  IF TG_OP = 'INSERT' THEN
    WITH locked AS MATERIALIZED (
      SELECT s.as_of, s.closed_at FROM tracker_snapshot s
      WHERE (s.household_id, s.as_of) IN (SELECT household_id, as_of FROM added)
      ORDER BY s.as_of FOR SHARE)
    SELECT max(as_of) INTO closed FROM locked WHERE closed_at IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    WITH locked AS MATERIALIZED (
      SELECT s.as_of, s.closed_at FROM tracker_snapshot s
      WHERE (s.household_id, s.as_of) IN (SELECT household_id, as_of FROM removed)
      ORDER BY s.as_of FOR SHARE)
    SELECT max(as_of) INTO closed FROM locked WHERE closed_at IS NOT NULL;
  ELSE
    WITH locked AS MATERIALIZED (
      SELECT s.as_of, s.closed_at FROM tracker_snapshot s
      WHERE (s.household_id, s.as_of) IN (
        SELECT household_id, as_of FROM added UNION SELECT household_id, as_of FROM removed)
      ORDER BY s.as_of FOR SHARE)
    SELECT max(as_of) INTO closed FROM locked WHERE closed_at IS NOT NULL;
  END IF;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'the snapshot of % is closed', closed USING ERRCODE = 'check_violation',
      CONSTRAINT = 'valuation_month_open';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER valuation_open_insert AFTER INSERT ON tracker_valuation
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tracker_refuse_closed_month();
CREATE TRIGGER valuation_open_update AFTER UPDATE ON tracker_valuation
  REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION tracker_refuse_closed_month();
CREATE TRIGGER valuation_open_delete AFTER DELETE ON tracker_valuation
  REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION tracker_refuse_closed_month();
"""
DROP = """
DROP TRIGGER valuation_open_delete ON tracker_valuation;
DROP TRIGGER valuation_open_update ON tracker_valuation;
DROP TRIGGER valuation_open_insert ON tracker_valuation;
DROP FUNCTION tracker_refuse_closed_month();
"""


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_row_level_security")]
    operations = [migrations.RunSQL(FUNCTION, DROP)]
