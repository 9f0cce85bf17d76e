package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.logistics.routing.TravelMatrix;
import dev.shopkeeper.logistics.traveltime.GreatCircle;

/**
 * Ways as the crow flies, times a factor for streets, at one speed: where no matrix is given. Immutable.
 */
record Coordinates(double[] longitudes, double[] latitudes, double detour, double metresPerSecond)
        implements TravelMatrix {

    @Override
    public int size() {
        return longitudes.length;
    }

    @Override
    public int distance(int from, int to) {
        return (int) Math.round(
                detour * GreatCircle.metres(latitudes[from], longitudes[from], latitudes[to], longitudes[to]));
    }

    @Override
    public int duration(int from, int to) {
        return (int) Math.round(distance(from, to) / metresPerSecond);
    }

    /** By an even projection that is true along the first place's parallel. */
    @Override
    public double[] position(int place) {
        double radius = GreatCircle.RADIUS;
        return new double[] {
            radius * Math.toRadians(longitudes[place]) * Math.cos(Math.toRadians(latitudes[0])),
            radius * Math.toRadians(latitudes[place])
        };
    }
}
