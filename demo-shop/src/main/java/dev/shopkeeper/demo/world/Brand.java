package dev.shopkeeper.demo.world;

/**
 * An invented brand.
 *
 * @param style where it stands in the space of tastes
 * @param standing how dear it is, in deviations of the category's price
 */
record Brand(Text name, double[] style, double standing) {}
