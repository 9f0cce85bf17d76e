package dev.shopkeeper.logistics.routing;

/** The jobs that a vehicle must do first cannot be done. */
public final class InfeasibleLockException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String vehicle;
    private final String job;

    InfeasibleLockException(String vehicle, String job) {
        super("Vehicle '" + vehicle + "' cannot do job '" + job + "' where it is locked.");
        this.vehicle = vehicle;
        this.job = job;
    }

    public String vehicle() {
        return vehicle;
    }

    /** The first that cannot be done. */
    public String job() {
        return job;
    }
}
