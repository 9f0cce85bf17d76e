package dev.shopkeeper.demo.world;

import java.util.Locale;

/** The languages the shop's people write in. */
public enum Language {
    ZH,
    EN;

    /** ISO 639, {@code zh}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
