package dev.shopkeeper.logistics.fleet;

import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Checks ids that come in an address. */
final class Ids {

    private Ids() {}

    /** @throws ProblemException 400 if it is no id, or the body says another one */
    static void requireSame(String name, String ofPath, @Nullable String ofBody) {
        String fault = Fields.refuseId(ofPath);
        if (fault != null) {
            throw ProblemException.invalid(name, Fields.shortened(ofPath), fault);
        }
        if (ofBody != null && !ofBody.equals(ofPath)) {
            throw ProblemException.invalid(name, ofBody, "must be that of the path or absent");
        }
    }
}
