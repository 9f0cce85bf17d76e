/**
 * Full-ranking evaluation: every item of the catalogue is ranked for every case, none is sampled (Krichene, Rendle: On
 * Sampled Metrics for Item Recommendation, KDD 2020). Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.evaluation;

import org.jspecify.annotations.NullMarked;
