package dev.shopkeeper.starter.security;

import java.util.EnumSet;
import java.util.Set;

/** What a caller may do. {@code ADMIN} includes {@code OPERATOR}, which includes {@code STOREFRONT} and {@code METRICS}. */
public enum Role {
    /** Reads metrics, {@code /actuator}, and nothing else: for the collector that keeps its credentials for long. */
    METRICS,
    /** Reads decisions and sends behaviour: {@code /api/v1}. */
    STOREFRONT,
    /** Runs the shop: {@code /admin/v1}, metrics. */
    OPERATOR,
    /** Changes the platform itself: models, keys, dead letters. */
    ADMIN;

    /** This role and those that it includes. */
    public Set<Role> included() {
        return switch (this) {
            case METRICS, STOREFRONT -> EnumSet.of(this);
            case OPERATOR -> EnumSet.of(METRICS, STOREFRONT, OPERATOR);
            case ADMIN -> EnumSet.allOf(Role.class);
        };
    }
}
