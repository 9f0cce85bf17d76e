package dev.shopkeeper.starter.messaging;

/** A record that is no event of the contract: headers are missing or the value does not parse. */
public class UnreadableEventException extends PoisonEventException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }

    public UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
