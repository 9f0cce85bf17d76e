/** The model of this service, told to the platform: its data, its hold-out, its gate, and how its champion serves. */
@NullMarked
package dev.shopkeeper.recommendation.training;

import org.jspecify.annotations.NullMarked;
