package dev.shopkeeper.starter.bulk;

import dev.shopkeeper.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Checks ids that come in an address, of what is put under it. */
public final class PathId {

    private PathId() {}

    /**
     * Makes sure that the address has an id, and that the body has the same one or none.
     *
     * @param name of the field
     * @throws ProblemException 400 if it is no id, or the body says another one
     */
    public static void require(String name, String ofPath, @Nullable String ofBody) {
        String fault = Fields.refuseId(ofPath);
        if (fault != null) {
            throw ProblemException.invalid(name, Fields.shortened(ofPath), fault);
        }
        if (ofBody != null && !ofBody.equals(ofPath)) {
            throw ProblemException.invalid(name, ofBody, "must be that of the path or absent");
        }
    }
}
