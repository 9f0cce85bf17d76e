package dev.shopkeeper.starter.idempotency;

import java.util.UUID;

/** A key that this request holds. */
record KeyClaim(String principal, String operation, String key, UUID owner) {}
