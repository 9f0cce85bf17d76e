package dev.shopkeeper.gateway.collector;

import java.util.List;

/** Not one event of a request could be taken. */
final class AllRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    AllRejectedException(List<Refusal> refusals) {
        super("all events were refused");
        this.refusals = refusals;
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
