package dev.shopkeeper.decision;

import java.util.Locale;

/** The language of an answer: Chinese where it is preferred, English otherwise. */
public enum Language {
    ENGLISH("en"),
    CHINESE("zh");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** By {@code Accept-Language}, as Spring MVC hands it to a controller. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(CHINESE.code) ? CHINESE : ENGLISH;
    }

    /** ISO 639-1. */
    public String code() {
        return code;
    }

    /** The one of two texts that is in this language. */
    public String choose(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }
}
