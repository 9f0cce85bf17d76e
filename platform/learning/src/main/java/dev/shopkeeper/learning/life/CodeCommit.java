package dev.shopkeeper.learning.life;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.GitProperties;

/** The commit that this code was built from, as runs record it. */
final class CodeCommit {

    /** Of code that was built from a tree without history, by nobody who said. */
    static final String UNKNOWN = "unknown";

    private CodeCommit() {}

    /**
     * What the environment says, else what the build wrote down.
     *
     * @param said {@code SHOPKEEPER_COMMIT}; blank if it says nothing
     * @param built {@code git.properties} of the build, if it had a history
     */
    static String of(String said, @Nullable GitProperties built) {
        if (!said.isBlank()) {
            return said.strip();
        }
        String commit = built == null ? null : built.getCommitId();
        return commit == null || commit.isBlank() ? UNKNOWN : commit;
    }
}
