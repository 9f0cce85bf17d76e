package dev.shopkeeper.recommendation.exposure;

import java.time.Instant;

/**
 * The least that is shown of a merchant.
 *
 * @param share of the position-weighted exposure of each list, above 0, at most 1
 * @param changedBy who said so
 */
record ExposureFloor(String merchantId, double share, Instant changedAt, String changedBy) {}
