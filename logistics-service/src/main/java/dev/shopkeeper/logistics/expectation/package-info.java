/** When a delivery is expected, by promise or by experience. */
@NullMarked
package dev.shopkeeper.logistics.expectation;

import org.jspecify.annotations.NullMarked;
