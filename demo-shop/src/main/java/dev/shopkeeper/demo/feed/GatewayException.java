package dev.shopkeeper.demo.feed;

/** The gateway cannot be used; the message says why and what to do. */
public final class GatewayException extends Exception {

    private static final long serialVersionUID = 1L;

    public GatewayException(String message) {
        super(message);
    }
}
