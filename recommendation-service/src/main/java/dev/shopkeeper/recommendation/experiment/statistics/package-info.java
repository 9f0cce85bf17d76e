/**
 * What an experiment says: figures by arm with the person as the unit, a check of the shares, and intervals that stay valid
 * while one watches them. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.experiment.statistics;

import org.jspecify.annotations.NullMarked;
