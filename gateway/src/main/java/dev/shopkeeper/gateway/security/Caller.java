package dev.shopkeeper.gateway.security;

import dev.shopkeeper.starter.security.Role;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated caller: the holder of an API key or of an OIDC token. */
public final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final Role role;
    private final int requestsPerSecond;

    /**
     * @param id id of the key, or {@code user:} and the subject of the token; what rates are counted by
     * @param requestsPerSecond what he may ask for in a second
     */
    Caller(String id, Role role, int requestsPerSecond) {
        super(authorities(role));
        this.id = id;
        this.role = role;
        this.requestsPerSecond = requestsPerSecond;
        setAuthenticated(true);
    }

    private static Collection<GrantedAuthority> authorities(Role role) {
        return Stream.of(Role.values())
                .filter(implied -> implied.compareTo(role) <= 0)
                .map(implied -> (GrantedAuthority) new SimpleGrantedAuthority("ROLE_" + implied))
                .toList();
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
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Caller caller && caller.id.equals(id) && caller.role == role;
    }

    @Override
    public int hashCode() {
        return List.of(id, role).hashCode();
    }
}
