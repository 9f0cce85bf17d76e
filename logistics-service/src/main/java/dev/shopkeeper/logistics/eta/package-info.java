/** The expected time that is served. */
@NullMarked
package dev.shopkeeper.logistics.eta;

import org.jspecify.annotations.NullMarked;
