package dev.shopkeeper.recommendation.exposure;

import dev.shopkeeper.starter.bulk.Fields;

/**
 * That a merchant is to be shown.
 *
 * @param share of the position-weighted exposure of each list, 0.001 to 1
 */
record FloorRequest(double share) {

    static FloorRequest read(Fields fields) {
        return new FloorRequest(fields.number("share", 0.001, 1));
    }
}
