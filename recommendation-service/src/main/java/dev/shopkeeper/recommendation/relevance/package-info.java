/**
 * The ranker that is learned from impressions: what is known of an item in a list, what people clicked and bought of it, and
 * the correction of the blend's order that follows. LightGBM grows the trees, in the process that trains; what serves is plain
 * Java. Pure Java otherwise.
 */
@NullMarked
package dev.shopkeeper.recommendation.relevance;

import org.jspecify.annotations.NullMarked;
