/** The only door: routes, keys and tokens, limits, and the collector of events. */
@NullMarked
package dev.shopkeeper.gateway;

import org.jspecify.annotations.NullMarked;
