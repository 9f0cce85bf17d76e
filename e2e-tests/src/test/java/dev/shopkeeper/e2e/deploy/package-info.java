/** What {@code deploy/} and {@code docker-compose.yml} say is well-formed, strict, and speaks of what exists. */
@NullMarked
package dev.shopkeeper.e2e.deploy;

import org.jspecify.annotations.NullMarked;
