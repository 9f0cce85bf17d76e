#!/bin/bash
# Prints the token by which services let in a collector of metrics: signed with the internal secret, as the gateway's
# are, but for a year, and for the role METRICS, which reads /actuator and nothing else.
set -euo pipefail

usage() {
  cat >&2 <<'USAGE'
Usage: metrics-token.sh [--days DAYS] [FILE]

FILE holds the internal secret (SHOPKEEPER_INTERNAL_SECRET); without it, standard input does. It is no argument, since
everybody on the host may read those. A line break at its end does not belong to it.

  --days DAYS   how long the token is taken (366)
USAGE
  exit 2
}
refuse() { echo "metrics-token: $*" >&2; exit 2; }

days=366
file=
while [ $# -gt 0 ]; do
  case $1 in
    --days) [ $# -ge 2 ] || usage; days=$2; shift ;;
    --days=*) days=${1#--days=} ;;
    -*) usage ;;
    *) [ -z "$file" ] || usage; file=$1 ;;
  esac
  shift
done
[[ $days =~ ^[1-9][0-9]{0,4}$ ]] || refuse "--days is '$days', not a number of days from 1 to 99999"
command -v openssl >/dev/null || refuse "openssl is needed. Maybe install it with your package manager?"
if [ -n "$file" ]; then
  [ -r "$file" ] || refuse "'$file' cannot be read"
  secret=$(cat -- "$file")
else
  secret=$(cat)
fi
LC_ALL=C
[ ${#secret} -ge 32 ] || refuse "the internal secret has ${#secret} bytes, fewer than 32. Maybe the file or the pipe is empty?"

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
sha256() { openssl dgst -sha256 -binary; }
# HMAC-SHA-256 of standard input (RFC 2104), by hand: openssl wants the key of its own as an argument.
hmac() {
  local hex inner='' outer='' i byte
  if [ ${#secret} -gt 64 ]; then
    hex=$(printf %s "$secret" | sha256 | od -An -v -tx1 | tr -d ' \n')
  else
    hex=$(printf %s "$secret" | od -An -v -tx1 | tr -d ' \n')
  fi
  for ((i = 0; i < 128; i += 2)); do
    byte=${hex:i:2}
    byte=$((16#${byte:-0}))
    printf -v inner '%s\\x%02x' "$inner" $((byte ^ 0x36))
    printf -v outer '%s\\x%02x' "$outer" $((byte ^ 0x5c))
  done
  # shellcheck disable=SC2059 # the bytes are the format
  { printf "$inner"; cat; } | sha256 | { printf "$outer"; cat; } | sha256
}

now=$(date +%s)
head=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
body=$(printf '{"iss":"shopkeeper-gateway","aud":["shopkeeper"],"sub":"prometheus","role":"METRICS","iat":%d,"exp":%d}' \
  "$now" $((now + days * 86400)) | base64url)
printf '%s.%s.%s' "$head" "$body" "$(printf '%s.%s' "$head" "$body" | hmac | base64url)"
