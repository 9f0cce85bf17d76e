package dev.shopkeeper.logistics.day;

import dev.shopkeeper.logistics.routing.TravelMatrix;
import dev.shopkeeper.logistics.traveltime.GreatCircle;
import dev.shopkeeper.logistics.traveltime.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Ways between places by the quarter of an hour in which they are driven: who leaves later never arrives earlier. Seconds count from
 * a midnight. Thread-safe.
 */
final class DayMatrix implements TravelMatrix {

    /** Distances of so many places are kept; those of more are worked out each time. */
    private static final int MOST_KEPT = 1_500;

    private final Roads roads;
    private final Instant begin;
    private final int quarters;
    private final double[] latitudes;
    private final double[] longitudes;
    private final int[] zoneOf;
    private final List<@Nullable String> zones = new ArrayList<>();
    private final AtomicReferenceArray<@Nullable Progress> progress;
    private final int overhead;
    private final int @Nullable [] metres;

    DayMatrix(List<Place> places, Roads roads, Instant begin, int days) {
        this.roads = roads;
        this.begin = begin;
        this.quarters = (int) (Duration.ofDays(days).toSeconds() / Progress.QUARTER);
        int size = places.size();
        latitudes = new double[size];
        longitudes = new double[size];
        zoneOf = new int[size];
        Map<String, Integer> index = new HashMap<>();
        zones.add(null);
        for (int i = 0; i < size; i++) {
            Place place = places.get(i);
            latitudes[i] = place.latitude();
            longitudes[i] = place.longitude();
            if (place.zoneId() != null) {
                zoneOf[i] = index.computeIfAbsent(place.zoneId(), zone -> {
                    zones.add(zone);
                    return zones.size() - 1;
                });
            }
        }
        progress = new AtomicReferenceArray<>(zones.size() * zones.size());
        overhead = (int) Math.round(roads.overheadSeconds());
        metres = size <= MOST_KEPT ? distances(size) : null;
    }

    private int[] distances(int size) {
        int[] all = new int[size * size];
        Arrays.setAll(all, each -> measured(each / size, each % size));
        return all;
    }

    @Override
    public int size() {
        return latitudes.length;
    }

    @Override
    public int distance(int from, int to) {
        return metres == null ? measured(from, to) : metres[from * latitudes.length + to];
    }

    private int measured(int from, int to) {
        return (int)
                Math.round(GreatCircle.wayMetres(latitudes[from], longitudes[from], latitudes[to], longitudes[to]));
    }

    /** At the speed of all the time that is planned, on average. */
    @Override
    public int duration(int from, int to) {
        if (from == to) {
            return 0;
        }
        double speed = progress(from, to).metresBy((double) quarters * Progress.QUARTER)
                / ((double) quarters * Progress.QUARTER);
        return overhead + (int) Math.ceil(distance(from, to) / speed);
    }

    @Override
    public boolean timeDependent() {
        return true;
    }

    @Override
    public int duration(int from, int to, long departure) {
        if (from == to) {
            return 0;
        }
        // beyond what is planned the last speed holds, and no number is too large
        long leaves = Math.clamp(departure, -end(), end());
        // rounded up as a moment, not as a duration: so it stays in order
        return (int) ((long) Math.ceil(progress(from, to).arrival(leaves, distance(from, to))) - leaves) + overhead;
    }

    @Override
    public long latestDeparture(int from, int to, long arrival) {
        if (from == to) {
            return arrival;
        }
        if (Math.abs(arrival) > end()) {
            return arrival - duration(from, to, arrival);
        }
        long departure = (long) Math.floor(progress(from, to).departure(arrival - overhead, distance(from, to)));
        while (departure + duration(from, to, departure) > arrival) {
            departure--;
        }
        while (departure + 1 + duration(from, to, departure + 1) <= arrival) {
            departure++;
        }
        return departure;
    }

    private long end() {
        return 2L * quarters * Progress.QUARTER;
    }

    @Override
    public double[] position(int place) {
        return new double[] {
            GreatCircle.RADIUS * Math.toRadians(longitudes[place]) * Math.cos(Math.toRadians(latitudes[0])),
            GreatCircle.RADIUS * Math.toRadians(latitudes[place])
        };
    }

    private Progress progress(int from, int to) {
        int pair = zoneOf[from] * zones.size() + zoneOf[to];
        Progress known = progress.get(pair);
        if (known == null) {
            known = new Progress(
                    roads.metresPerSecond(zones.get(zoneOf[from]), zones.get(zoneOf[to]), begin, quarters));
            progress.set(pair, known);
        }
        return known;
    }
}
