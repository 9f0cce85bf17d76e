package dev.shopkeeper.logistics.traveltime;

/** Distances as the crow flies, by the haversine formula on a sphere of 6,371,009 m. */
public final class GreatCircle {

    /** Metres from the middle of the earth to where people live, on average. */
    public static final double RADIUS = 6_371_009.0;

    /** How much longer streets are than great circles, where nobody knows better. */
    public static final double DETOUR = 1.3;

    private GreatCircle() {}

    /** Metres between two places, all four in degrees. */
    public static double metres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double north = Math.toRadians(otherLatitude - latitude) / 2;
        double east = Math.toRadians(otherLongitude - longitude) / 2;
        double chord = Math.sin(north) * Math.sin(north)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * Math.sin(east)
                        * Math.sin(east);
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    /** Metres of the way between two places: the great circle times {@link #DETOUR}. */
    public static double wayMetres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        return DETOUR * metres(latitude, longitude, otherLatitude, otherLongitude);
    }
}
