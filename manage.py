"""Django's command line: starts the local database where none is configured, then hands over."""

import os
import sys

# Commands that own the schema or the shared reference data; all others run as the application
# role, behind row-level security.
OWNER_COMMANDS = {
    "check",
    "createcachetable",
    "dbshell",
    "dumpdata",
    "fetch_rates",
    "flush",
    "inspectdb",
    "load_ecb_rates",
    "loaddata",
    "makemigrations",
    "migrate",
    "shell",
    "showmigrations",
    "sqlmigrate",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ.setdefault("WATERLINE_DB_ROLE", "owner")

    from django.core.management import execute_from_command_line

    from tracker.config import embedded_postgres, env, postgres_paths

    if not env.is_given("DATABASE_URL") and command not in {"help", "collectstatic"}:
        try:
            embedded_postgres.ensure(postgres_paths.data_folder())
        except embedded_postgres.ServerError as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
