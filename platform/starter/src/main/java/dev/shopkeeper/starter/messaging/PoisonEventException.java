package dev.shopkeeper.starter.messaging;

/** Thrown by a consumer for an event that no retry will ever help; the event goes to the dead letters at once. */
public class PoisonEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PoisonEventException(String message) {
        super(message);
    }

    public PoisonEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
