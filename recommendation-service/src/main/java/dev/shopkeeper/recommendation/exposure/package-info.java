/** How the exposure that recommendations give is shared out among merchants, brands and popular and unpopular items. */
@NullMarked
package dev.shopkeeper.recommendation.exposure;

import org.jspecify.annotations.NullMarked;
