/**
 * Which items are met together: exact counts of item pairs over contexts (an order, a session), and the similarity
 * drawn from them. Pure Java. The similarity is the cosine of Linden, Smith and York, "Amazon.com Recommendations:
 * Item-to-Item Collaborative Filtering", IEEE Internet Computing 2003, damped by support as in Koren and Bell,
 * "Advances in Collaborative Filtering", Recommender Systems Handbook.
 */
@NullMarked
package dev.shopkeeper.recommendation.cooccurrence;

import org.jspecify.annotations.NullMarked;
