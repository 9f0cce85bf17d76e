/**
 * The way to the services: which path goes where, how long it may take, how much it may carry, what is answered where
 * the service does not. What clients claim about themselves is taken off before.
 */
@NullMarked
package dev.shopkeeper.gateway.route;

import org.jspecify.annotations.NullMarked;
