"""The second wall: the application's role sees the rows of one household at a time.

The owner role, which migrates, dumps and loads, owns the tables and passes by. The policies read
`waterline.household`, which the door sets for one transaction.
"""

from django.db import migrations

ROLE = "waterline_app"
HOUSEHOLD_TABLES = (
    "tracker_closing",
    "tracker_commodity",
    "tracker_debtterms",
    "tracker_entity",
    "tracker_ownership",
    "tracker_position",
    "tracker_price",
    "tracker_rate",
    "tracker_securedby",
    "tracker_snapshot",
    "tracker_valuation",
)

# Roles belong to the whole server: another database's owner, or an administrator, may have made
# this one, and then only they may grant it.
CREATE_ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
    CREATE ROLE {ROLE} NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format(
      'the role {ROLE} is missing: an administrator has to run '
      'CREATE ROLE {ROLE} NOLOGIN; GRANT {ROLE} TO %I', current_user);
END $$;
DO $$ BEGIN
  IF NOT pg_has_role(current_user, '{ROLE}', 'SET') THEN
    EXECUTE format('GRANT {ROLE} TO %I', current_user);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format(
    'the role {ROLE} is another''s: an administrator has to run '
    'GRANT {ROLE} TO %I', current_user);
END $$;
"""
GRANT_TABLES = f"""
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {ROLE};
REVOKE INSERT, UPDATE, DELETE ON tracker_referencerate, django_migrations FROM {ROLE};
REVOKE UPDATE ON tracker_closing FROM {ROLE};
"""

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
    dependencies = [("tracker", "0001_initial")]
    operations = [
        migrations.RunSQL(CREATE_ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(GRANT_TABLES, migrations.RunSQL.noop),
        migrations.RunSQL(PROTECT, UNPROTECT),
    ]
