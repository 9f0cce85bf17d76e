package dev.shopkeeper.starter.security;

/** The secret that signs internal tokens is missing or too short; nothing starts without it. */
public class InternalSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int length;

    InternalSecretException(int length) {
        super("SHOPKEEPER_INTERNAL_SECRET has " + length + " bytes; it needs at least " + InternalTokens.SHORTEST_SECRET
                + ".");
        this.length = length;
    }

    int length() {
        return length;
    }
}
