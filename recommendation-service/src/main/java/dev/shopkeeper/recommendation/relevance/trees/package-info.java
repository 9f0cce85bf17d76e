/**
 * Boosted regression trees as they serve: read from the text that LightGBM writes, evaluated and explained in plain Java.
 * Nothing native is loaded. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.relevance.trees;

import org.jspecify.annotations.NullMarked;
