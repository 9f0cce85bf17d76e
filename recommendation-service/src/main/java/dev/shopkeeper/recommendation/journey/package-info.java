/**
 * What visitors met one after the other, as models learn from it: with times, so that what came later can be held out. Pure
 * Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.journey;

import org.jspecify.annotations.NullMarked;
