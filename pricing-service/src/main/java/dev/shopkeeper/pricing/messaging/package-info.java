/** What this service hears of others, on one page; the features that it concerns handle it. */
@NullMarked
package dev.shopkeeper.pricing.messaging;

import org.jspecify.annotations.NullMarked;
