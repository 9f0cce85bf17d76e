/** The model {@code impression-ranker}: reads impressions with the features logged with them, and says when it is good enough. */
@NullMarked
package dev.shopkeeper.recommendation.relevance.training;

import org.jspecify.annotations.NullMarked;
