"""What an operator may know of every household without asking: counts and a date, no amounts."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION tracker_household_overview()
RETURNS TABLE (household_id uuid, positions bigint, snapshots bigint, last_snapshot date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.id,
    (SELECT count(*) FROM tracker_position p WHERE p.household_id = h.id),
    (SELECT count(*) FROM tracker_snapshot s WHERE s.household_id = h.id),
    (SELECT max(s.as_of) FROM tracker_snapshot s WHERE s.household_id = h.id)
  FROM accounts_household h
$$;
REVOKE ALL ON FUNCTION tracker_household_overview() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracker_household_overview() TO waterline_app;
"""


class Migration(migrations.Migration):
    dependencies = [("tracker", "0003_closed_months")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION tracker_household_overview();"),
    ]
