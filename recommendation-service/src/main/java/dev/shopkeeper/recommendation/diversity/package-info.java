/**
 * A list that is not the same thing ten times: re-ranking by Maximal Marginal Relevance after Carbonell and Goldstein,
 * "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing Summaries", SIGIR 1998, and caps on
 * items of one brand, merchant or category. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.diversity;

import org.jspecify.annotations.NullMarked;
