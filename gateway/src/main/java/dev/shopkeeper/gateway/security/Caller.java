package dev.shopkeeper.gateway.security;

import dev.shopkeeper.starter.security.Role;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated caller: the holder of an API key or of an OIDC token. */
public final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final Role role;
    private final int requestsPerSecond;
    private final @Nullable String user;

    /**
     * @param id id of the key, or {@code user:} and the subject of the token; what rates are counted by
     * @param requestsPerSecond what he may ask for in a second
     */
    Caller(String id, Role role, int requestsPerSecond) {
        this(id, role, requestsPerSecond, null);
    }

    private Caller(String id, Role role, int requestsPerSecond, @Nullable String user) {
        super(authorities(role));
        this.user = user;
        this.id = id;
        this.role = role;
        this.requestsPerSecond = requestsPerSecond;
        setAuthenticated(true);
    }

    private static Collection<GrantedAuthority> authorities(Role role) {
        return role.included().stream()
                .map(implied -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + implied))
                .toList();
    }

    /** The same caller, speaking for a user of the shop. */
    Caller speakingFor(String userId) {
        return new Caller(id, role, requestsPerSecond, userId);
    }

    /** Whom the shop's signed token names, if one was sent. */
    public @Nullable String user() {
        return user;
    }

    public String id() {
        return id;
    }

    public Role role() {
        return role;
    }

    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller
                && caller.id.equals(id)
                && caller.role == role
                && Objects.equals(caller.user, user);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, role, user);
    }
}
