package dev.shopkeeper.logistics.fleet;

import dev.shopkeeper.starter.bulk.Fields;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Where tours begin and end.
 *
 * @param latitude WGS 84 degrees
 * @param longitude WGS 84 degrees
 * @param timeZone by whose clock its vehicles work
 */
public record Depot(String depotId, double latitude, double longitude, ZoneId timeZone) {

    private static final int LONGEST_NAME = 64;

    static Depot read(Fields fields) {
        return read(fields.id("depot_id"), fields);
    }

    static Depot read(String depotId, Fields fields) {
        Depot depot = new Depot(
                depotId,
                fields.number("latitude", -90, 90),
                fields.number("longitude", -180, 180),
                timeZone(fields, fields.text("time_zone", LONGEST_NAME)));
        fields.example("time_zone", "Asia/Shanghai");
        return depot;
    }

    private static ZoneId timeZone(Fields fields, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            if (!name.isEmpty()) {
                fields.refuse("time_zone", name, "is no time zone; Asia/Shanghai would be one");
            }
            return ZoneOffset.UTC;
        }
    }
}
