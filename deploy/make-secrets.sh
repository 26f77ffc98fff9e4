#!/bin/sh
# Makes the secrets that docker-compose.yml reads, once: run it again and it changes nothing.
# The folder is closed to other users of this machine; the files inside must be readable, since the
# containers read them as users of their own.
set -eu
cd "$(dirname "$0")/.."

mkdir -p secrets
chmod 700 secrets
for name in secret_key database_password postgres_password; do
    [ -s "secrets/$name" ] || head -c 48 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_' >"secrets/$name"
    chmod 444 "secrets/$name"
done
