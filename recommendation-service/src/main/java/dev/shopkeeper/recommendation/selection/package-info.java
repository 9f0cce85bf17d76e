/**
 * From histories to the model that is served: every model's options are searched on a validation split, the models are
 * blended on it, and what came out is trained once more on all data. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.selection;

import org.jspecify.annotations.NullMarked;
