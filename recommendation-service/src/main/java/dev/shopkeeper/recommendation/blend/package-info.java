/**
 * Several models as one: a sum of their scores, each on its own scale and with a share that is searched on a validation
 * split. A model that does not help gets no share. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.blend;

import org.jspecify.annotations.NullMarked;
