#!/bin/sh
# Asks Django whether a migration is missing and whether production settings would hold.
set -eu
cd "$(dirname "$0")/.."

# Not manage.py: nothing here needs a database, and linting should start none.
export DJANGO_SETTINGS_MODULE=tracker.config.settings WATERLINE_DB_ROLE=owner
django=".venv/bin/python -W ignore -m django"

$django makemigrations --check --dry-run
secret=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')
WATERLINE_ENV=production SECRET_KEY=$secret ALLOWED_HOSTS=waterline.example \
    DATABASE_URL=postgresql://waterline@localhost/waterline MAIL_HOST=mail.example \
    $django check --deploy --fail-level WARNING
