package dev.shopkeeper.starter.security;

import dev.shopkeeper.starter.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who may hear what is known of a person: an operator, and whoever the shop's signed user token names; not the holder of a
 * publishable key, which everybody can read in the source of a page. Asked in the thread of the request. Thread-safe.
 */
public final class PersonalAccess {

    private static final String OPERATOR = "ROLE_" + Role.OPERATOR;

    private final RoleHierarchy roles;

    PersonalAccess(RoleHierarchy roles) {
        this.roles = roles;
    }

    /** Whether the present caller may be told of the user. */
    public boolean mayHearOf(String userId) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !caller.isAuthenticated()) {
            return false;
        }
        return userId.equals(user(caller))
                || roles.getReachableGrantedAuthorities(caller.getAuthorities()).stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(OPERATOR::equals);
    }

    /** @throws ProblemException 403 unless the present caller may be told of the user */
    public void require(String userId) {
        if (!mayHearOf(userId)) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "user-token-required",
                    "What is known of a person is told to that person and to the shop alone, and the request does not prove"
                            + " that it is from either.",
                    List.of(),
                    "Send the shop's signed token for this user in X-User-Token, or call with an operator's key.");
        }
    }

    private static @Nullable String user(Authentication caller) {
        return caller instanceof JwtAuthenticationToken token
                ? token.getToken().getClaimAsString(InternalTokens.USER)
                : null;
    }
}
