/**
 * Which items are like one another by what is said of them: the cosine of TF-IDF weighted terms (Salton and Buckley,
 * "Term-weighting approaches in automatic text retrieval", Information Processing and Management 24, 1988), from an
 * inverted index that holds an item from the moment it is told. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.similarity;

import org.jspecify.annotations.NullMarked;
