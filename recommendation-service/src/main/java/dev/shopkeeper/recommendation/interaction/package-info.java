/** What visitors did with items: the log of interactions, added to in batches and followed by every replica. */
@NullMarked
package dev.shopkeeper.recommendation.interaction;

import org.jspecify.annotations.NullMarked;
