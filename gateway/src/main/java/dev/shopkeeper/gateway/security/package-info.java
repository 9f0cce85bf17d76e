/**
 * Who is calling: API keys, of which only hashes are stored, and OIDC tokens; what they may call; how often; and the
 * internal token that the services get in place of what the caller sent.
 */
@NullMarked
package dev.shopkeeper.gateway.security;

import org.jspecify.annotations.NullMarked;
