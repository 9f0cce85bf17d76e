package dev.shopkeeper.demo.world;

/**
 * A part of the city.
 *
 * @param latitude of its middle, WGS 84 degrees; {@code longitude} likewise
 * @param freeFlowMetresPerSecond speed on empty roads
 * @param congestion how much of that speed the rush hour takes, 0..1
 * @param people weight of the population
 */
public record Zone(
        String id,
        Text name,
        double latitude,
        double longitude,
        double freeFlowMetresPerSecond,
        double congestion,
        double people) {}
