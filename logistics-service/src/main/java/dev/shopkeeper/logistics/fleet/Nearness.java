package dev.shopkeeper.logistics.fleet;

import dev.shopkeeper.logistics.traveltime.GreatCircle;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which depot a place belongs to: the one that is nearest. */
public final class Nearness {

    /** What lies farther from every depot went wrong somewhere. */
    private static final double FAR_METRES = 300_000;

    private static final double POLE = 90;

    private Nearness() {}

    /**
     * A depot for a place.
     *
     * @param exchanged whether latitude and longitude must have been exchanged: then it is the depot of the place that was meant
     */
    public record Belongs(String depotId, boolean exchanged) {}

    /** The depot that a place belongs to; empty without a depot. */
    public static Optional<Belongs> of(List<Depot> depots, double latitude, double longitude) {
        boolean exchanged = Math.abs(longitude) <= POLE
                && depots.stream().allMatch(depot -> metres(depot, latitude, longitude) > FAR_METRES)
                && depots.stream().anyMatch(depot -> metres(depot, longitude, latitude) < FAR_METRES);
        return depots.stream()
                .min(Comparator.comparingDouble(
                        depot -> exchanged ? metres(depot, longitude, latitude) : metres(depot, latitude, longitude)))
                .map(depot -> new Belongs(depot.depotId(), exchanged));
    }

    private static double metres(Depot depot, double latitude, double longitude) {
        return GreatCircle.metres(depot.latitude(), depot.longitude(), latitude, longitude);
    }
}
