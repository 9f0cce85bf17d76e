/**
 * A recurrent network over what somebody met, in order. Pure Java when it serves; training needs the native libraries of
 * deeplearning4j.
 */
@NullMarked
package dev.shopkeeper.recommendation.deep;

import org.jspecify.annotations.NullMarked;
