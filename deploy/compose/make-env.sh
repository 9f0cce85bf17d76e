#!/bin/bash
# Makes .env and deploy/compose/secrets/ with fresh secrets for docker-compose.yml. Keeps what exists: to make new
# secrets, delete both first (and the volumes, whose databases know the old passwords).
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v openssl >/dev/null || { echo "make-env: openssl is needed. Maybe install it with your package manager?" >&2; exit 1; }
if [ -e .env ]; then
  echo "make-env: .env exists already and is kept" >&2
  exit 0
fi
umask 077
secrets=deploy/compose/secrets
mkdir -p "$secrets"

random() { openssl rand -hex "$1"; }
hash() { printf %s "$1" | openssl dgst -sha256 -r | cut -d' ' -f1; }
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

internal=$(random 32)
storefront=pk_$(random 20)
operator=sk_$(random 20)
admin=sk_$(random 20)
metrics=sk_$(random 20)

cat > "$secrets/api-keys.json" <<JSON
[
  {"id": "storefront", "sha256": "$(hash "$storefront")", "role": "STOREFRONT", "requests_per_second": 500},
  {"id": "operator", "sha256": "$(hash "$operator")", "role": "OPERATOR", "requests_per_second": 500},
  {"id": "admin", "sha256": "$(hash "$admin")", "role": "ADMIN", "requests_per_second": 50},
  {"id": "metrics", "sha256": "$(hash "$metrics")", "role": "METRICS", "requests_per_second": 5}
]
JSON
printf %s "$internal" | deploy/metrics-token.sh > "$secrets/metrics-token"
printf %s "$metrics" > "$secrets/metrics-key"
# Containers read these as users of their own; the folder keeps everybody else on this host out.
chmod 444 "$secrets"/*

cat > .env <<ENV
# Made by deploy/compose/make-env.sh. Keep it to yourself.
POSTGRES_PASSWORD=$(random 16)
RECOMMENDATION_DB_PASSWORD=$(random 16)
MEMBERSHIP_DB_PASSWORD=$(random 16)
PRICING_DB_PASSWORD=$(random 16)
ORDER_DB_PASSWORD=$(random 16)
LOGISTICS_DB_PASSWORD=$(random 16)
INVENTORY_DB_PASSWORD=$(random 16)
KAFKA_CLUSTER_ID=$(openssl rand 16 | base64url)
SHOPKEEPER_INTERNAL_SECRET=$internal
SHOPKEEPER_USER_TOKEN_SECRET=$(random 32)
SHOPKEEPER_STOREFRONT_KEY=$storefront
SHOPKEEPER_OPERATOR_KEY=$operator
SHOPKEEPER_ADMIN_KEY=$admin
GRAFANA_PASSWORD=$(random 12)
ENV
echo "make-env: wrote .env and $secrets/"
