#!/bin/sh
# Makes Waterline's login and database on a new PostgreSQL server: run by the postgres image the
# first time, or by hand as the server's administrator. The login is no superuser; it only becomes
# waterline_app, behind row-level security, which the application does on each connection.
set -eu

password=${DATABASE_PASSWORD:-}
file=${DATABASE_PASSWORD_FILE:-/run/secrets/database_password}
if [ -z "$password" ]; then password=$(cat "$file"); fi
[ -n "$password" ] || {
    echo "The password of the login waterline is empty: put one into $file." >&2
    exit 1
}

# The password goes in by the environment, which only this user can read, and is quoted by psql.
DATABASE_PASSWORD=$password psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-postgres}" <<'SQL'
\getenv password DATABASE_PASSWORD
CREATE ROLE waterline LOGIN PASSWORD :'password';
CREATE ROLE waterline_app NOLOGIN;
GRANT waterline_app TO waterline;
CREATE DATABASE waterline OWNER waterline TEMPLATE template0 ENCODING 'UTF8'
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
REVOKE CONNECT ON DATABASE waterline FROM PUBLIC;
SQL
