/** Tests of the gateway. */
@NullMarked
package dev.shopkeeper.gateway;

import org.jspecify.annotations.NullMarked;
