#!/bin/bash
# One database and one role per service, each the other's owner and nobody else's guest. Runs once, on an empty volume.
set -euo pipefail
for name in recommendation membership pricing order logistics inventory; do
  variable=${name^^}_DB_PASSWORD
  psql -v ON_ERROR_STOP=1 -v name="$name" -v password="${!variable:?$variable is not set}" \
    -U "${POSTGRES_USER:-postgres}" -d postgres <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done
