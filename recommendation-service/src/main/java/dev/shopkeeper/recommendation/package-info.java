/** What to show to this person, now, out of this catalogue. */
@NullMarked
package dev.shopkeeper.recommendation;

import org.jspecify.annotations.NullMarked;
