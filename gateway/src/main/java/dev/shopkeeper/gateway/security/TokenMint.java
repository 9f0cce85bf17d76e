package dev.shopkeeper.gateway.security;

import dev.shopkeeper.starter.security.Role;

/** Makes the short-lived tokens that the services trust. */
@FunctionalInterface
public interface TokenMint {

    String mint(String subject, Role role);
}
