/** Who is calling: roles, internal tokens minted by the gateway and checked again inside every service. */
@NullMarked
package dev.shopkeeper.starter.security;

import org.jspecify.annotations.NullMarked;
