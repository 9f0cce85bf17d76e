/**
 * What a model must be able to do so that the platform can give it a life: load its data, split it by time, train,
 * evaluate beside its baseline, save and load. Knows nothing of any domain.
 */
@NullMarked
package dev.shopkeeper.learning;

import org.jspecify.annotations.NullMarked;
