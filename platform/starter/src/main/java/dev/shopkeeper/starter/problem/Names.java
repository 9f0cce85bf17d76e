package dev.shopkeeper.starter.problem;

import java.util.Locale;

/** Java names as callers know them. */
final class Names {

    private Names() {}

    /** {@code items[0].listPrice} becomes {@code items[0].list_price}. */
    static String snakeCase(String javaPath) {
        return javaPath.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
