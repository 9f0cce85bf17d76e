package dev.shopkeeper.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shopkeeper.starter.security.InternalTokens;
import java.time.Duration;

/** The internal tokens of the callers of late, so that not each request is signed anew. */
public final class InternalTokenCache {

    private final InternalTokens mint;
    private final Cache<Caller, String> tokens;

    /** @param keep how long a token is used; well under what it is valid for */
    InternalTokenCache(InternalTokens mint, Duration keep) {
        this.mint = mint;
        this.tokens =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(keep).build();
    }

    /** The token that tells the services who is calling. */
    public String token(Caller caller) {
        return tokens.get(caller, missing -> mint.mint(caller.id(), caller.role(), caller.user()));
    }
}
