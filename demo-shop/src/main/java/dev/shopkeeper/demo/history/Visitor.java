package dev.shopkeeper.demo.history;

import org.jspecify.annotations.Nullable;

/**
 * Who a behaviour event is about.
 *
 * @param userId of a member who has logged in
 * @param anonymousId the cookie
 */
public record Visitor(@Nullable String userId, @Nullable String anonymousId, String sessionId) {

    Visitor loggedInAs(String user) {
        return new Visitor(user, anonymousId, sessionId);
    }
}
