package dev.shopkeeper.starter.web;

import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags: {@code ETag: "3"} of an answer is the {@code If-Match} of the change that follows it. */
public final class EntityTags {

    private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})\"");

    private EntityTags() {}

    /** The tag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that the caller has seen, or null where any will do.
     *
     * @param what whose tag it is, as in "the item"
     * @throws ProblemException 400 for what is no tag
     */
    public static @Nullable Long version(@Nullable String ifMatch, String what) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var matcher = ENTITY_TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw ProblemException.invalid(
                    "If-Match", Fields.shortened(ifMatch), "must be the ETag of " + what + ", such as \"3\"");
        }
        return Long.valueOf(matcher.group(1));
    }
}
