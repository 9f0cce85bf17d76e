package dev.shopkeeper.learning;

/** Thrown while data is loaded or split: there is too little to learn from, and trying again soon will not help. */
public class InsufficientDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InsufficientDataException(String message) {
        super(message);
    }
}
