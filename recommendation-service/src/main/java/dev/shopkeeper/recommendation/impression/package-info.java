/**
 * What was really shown, clicked and bought of what was recommended; the ground for experiments, exposure and learning from
 * what was shown. An impression gets its model, arm and propensity from the decision of kind {@code recommendation} that its
 * {@code ranking_id} names: {@code asked} may say {@code placement}, {@code experiment_id} and {@code arm}, and each entry of
 * {@code decided}, a list, says {@code item_id} and may say {@code propensity}.
 */
@NullMarked
package dev.shopkeeper.recommendation.impression;

import org.jspecify.annotations.NullMarked;
