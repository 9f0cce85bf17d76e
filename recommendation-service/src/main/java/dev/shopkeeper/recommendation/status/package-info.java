/** What operators want to know of this service. */
@NullMarked
package dev.shopkeeper.recommendation.status;

import org.jspecify.annotations.NullMarked;
