/** Items that are not to be shown from now on, whatever the catalogue says of them. */
@NullMarked
package dev.shopkeeper.recommendation.hidden;

import org.jspecify.annotations.NullMarked;
