/** What to ask for each item. */
@NullMarked
package dev.shopkeeper.pricing;

import org.jspecify.annotations.NullMarked;
