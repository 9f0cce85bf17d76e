package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.logistics.routing.TravelMatrix;

/**
 * Ways as the crow flies, times a factor for streets, at one speed: where no matrix is given. Great circles by the haversine
 * formula on a sphere of 6,371,009 m. Immutable.
 */
record Coordinates(double[] longitudes, double[] latitudes, double detour, double metresPerSecond)
        implements TravelMatrix {

    private static final double DIAMETER = 2 * 6_371_009.0;

    @Override
    public int size() {
        return longitudes.length;
    }

    @Override
    public int distance(int from, int to) {
        double north = Math.toRadians(latitudes[to] - latitudes[from]) / 2;
        double east = Math.toRadians(longitudes[to] - longitudes[from]) / 2;
        double chord = Math.sin(north) * Math.sin(north)
                + Math.cos(Math.toRadians(latitudes[from]))
                        * Math.cos(Math.toRadians(latitudes[to]))
                        * Math.sin(east)
                        * Math.sin(east);
        return (int) Math.round(detour * DIAMETER * Math.asin(Math.min(1, Math.sqrt(chord))));
    }

    @Override
    public int duration(int from, int to) {
        return (int) Math.round(distance(from, to) / metresPerSecond);
    }

    /** By an even projection that is true along the first place's parallel. */
    @Override
    public double[] position(int place) {
        double radius = DIAMETER / 2;
        return new double[] {
            radius * Math.toRadians(longitudes[place]) * Math.cos(Math.toRadians(latitudes[0])),
            radius * Math.toRadians(latitudes[place])
        };
    }
}
