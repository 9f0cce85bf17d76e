package dev.shopkeeper.demo.world;

/** The same words in Chinese and in English. */
public record Text(String zh, String en) {

    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }
}
