/** As little of a service as uses everything in the starter. */
@NullMarked
package dev.shopkeeper.sample;

import org.jspecify.annotations.NullMarked;
