package dev.shopkeeper.logistics.traveltime;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Legs as columns: zones by number, the slot of the middle of the way. Row {@code zones} stands for no zone. */
record LegTable(int[] from, int[] to, int[] slot, double[] metres, double[] seconds, int zones) {

    static LegTable of(List<Leg> legs, Map<String, Integer> zones, ZoneId timeZone) {
        int size = legs.size();
        LegTable table = new LegTable(
                new int[size], new int[size], new int[size], new double[size], new double[size], zones.size());
        for (int i = 0; i < size; i++) {
            Leg leg = legs.get(i);
            Instant middle = leg.departedAt().plusMillis((long) (leg.seconds() * 500));
            table.from[i] = leg.fromZone() == null ? zones.size() : zones.getOrDefault(leg.fromZone(), zones.size());
            table.to[i] = leg.toZone() == null ? zones.size() : zones.getOrDefault(leg.toZone(), zones.size());
            table.slot[i] = TravelTimeModel.slot(middle, timeZone);
            table.metres[i] = leg.metres();
            table.seconds[i] = leg.seconds();
        }
        return table;
    }

    int size() {
        return seconds.length;
    }
}
