/** One API document for the whole platform: the gateway's own operations and those of the services behind it. */
@NullMarked
package dev.shopkeeper.gateway.openapi;

import org.jspecify.annotations.NullMarked;
