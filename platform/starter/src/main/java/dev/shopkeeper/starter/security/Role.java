package dev.shopkeeper.starter.security;

/** What a caller may do. {@code ADMIN} includes {@code OPERATOR}, which includes {@code STOREFRONT}. */
public enum Role {
    /** Reads decisions and sends behaviour: {@code /api/v1}. */
    STOREFRONT,
    /** Runs the shop: {@code /admin/v1}, metrics. */
    OPERATOR,
    /** Changes the platform itself: models, keys, dead letters. */
    ADMIN
}
