package dev.shopkeeper.logistics.training;

import dev.shopkeeper.logistics.traveltime.City;
import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.Seen;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Deliveries in a simulated city, and the same with what is true of them torn apart. */
final class Drives {

    private Drives() {}

    static Drive of(Leg leg, ServiceTime service) {
        return new Drive(
                leg, service, leg.departedAt().plusMillis(Math.round(1_000 * (leg.seconds() + service.seconds()))));
    }

    static List<Drive> in(City city, int number, int days) {
        List<Leg> legs = city.legs(number, days, true);
        List<ServiceTime> services = city.services(number);
        List<Drive> drives = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            drives.add(of(legs.get(i), services.get(i)));
        }
        return inTime(drives);
    }

    static TravelTimeData data(List<Seen> traffic, List<Drive> drives) {
        return new TravelTimeData(City.ZONE, traffic, drives, 0);
    }

    /** Each way with the durations of another. */
    static List<Drive> withOthersDurations(List<Drive> drives, long seed) {
        List<Drive> others = new ArrayList<>(drives);
        Collections.shuffle(others, new Random(seed));
        List<Drive> torn = new ArrayList<>();
        for (int i = 0; i < drives.size(); i++) {
            Leg leg = drives.get(i).leg();
            Drive other = others.get(i);
            ServiceTime mine = drives.get(i).service();
            ServiceTime theirs = other.service();
            torn.add(of(
                    new Leg(
                            leg.fromZone(),
                            leg.toZone(),
                            leg.metres(),
                            leg.departedAt(),
                            other.leg().seconds()),
                    new ServiceTime(mine == null ? null : mine.weightGrams(), theirs == null ? 60 : theirs.seconds())));
        }
        return inTime(torn);
    }

    /** Each drive at the time of another. */
    static List<Drive> atOthersTimes(List<Drive> drives, long seed) {
        List<Instant> times =
                new ArrayList<>(drives.stream().map(Drive::departedAt).toList());
        Collections.shuffle(times, new Random(seed));
        List<Drive> torn = new ArrayList<>();
        for (int i = 0; i < drives.size(); i++) {
            Leg leg = drives.get(i).leg();
            ServiceTime service = drives.get(i).service();
            torn.add(of(
                    new Leg(leg.fromZone(), leg.toZone(), leg.metres(), times.get(i), leg.seconds()),
                    service == null ? new ServiceTime(null, 60) : service));
        }
        return inTime(torn);
    }

    private static List<Drive> inTime(List<Drive> drives) {
        return drives.stream().sorted(Comparator.comparing(Drive::departedAt)).toList();
    }
}
