package dev.shopkeeper.logistics.training;

import dev.shopkeeper.logistics.traveltime.Seen;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What is known of ways and doors.
 *
 * @param timeZone of the first depot
 * @param traffic by zone and quarter of an hour, without implausible observations
 * @param drives in the order of their departures; implausible ones are among them
 * @param implausibleTraffic observations that were left out
 */
record TravelTimeData(ZoneId timeZone, List<Seen> traffic, List<Drive> drives, long implausibleTraffic) {

    /** An observation stands for what began with it. */
    static final Duration QUARTER = Duration.ofMinutes(15);

    TravelTimeData {
        traffic = List.copyOf(traffic);
        drives = List.copyOf(drives);
    }

    /** What was known at a time. */
    TravelTimeData before(Instant at) {
        return new TravelTimeData(
                timeZone,
                traffic.stream()
                        .filter(seen -> !seen.at().plus(QUARTER).isAfter(at))
                        .toList(),
                drives.stream()
                        .map(drive -> drive.knownAt(at))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList(),
                implausibleTraffic);
    }

    /** The drives that began at a time or later, and nothing else. */
    TravelTimeData from(Instant at) {
        return new TravelTimeData(
                timeZone,
                List.of(),
                drives.stream()
                        .filter(drive -> !drive.departedAt().isBefore(at))
                        .toList(),
                0);
    }

    /** The drives that can have been. */
    List<Drive> plausible() {
        return drives.stream().filter(drive -> drive.leg().plausible()).toList();
    }

    /** The times at doors that can have been. */
    List<ServiceTime> services() {
        return drives.stream()
                .map(Drive::service)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(ServiceTime::plausible)
                .toList();
    }
}
