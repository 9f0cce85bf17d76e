package dev.shopkeeper.benchmarks.routing;

/**
 * What all solvers get alike.
 *
 * @param vehicles how many there are
 * @param fixed what the use of a vehicle costs, in units of distance
 * @param seconds by the clock
 * @param threads for those who can use several
 */
record Conditions(int vehicles, double fixed, double seconds, int threads, long seed) {}
