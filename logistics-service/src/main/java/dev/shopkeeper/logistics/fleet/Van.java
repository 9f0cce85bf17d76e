package dev.shopkeeper.logistics.fleet;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle with its daily shift, by the clock of its depot.
 *
 * @param mostStops of a tour; absent where only its capacity limits it
 * @param shiftFrom when it may leave first
 * @param shiftTo when it must be back, on the same day
 * @param breakMinutes how long its driver rests, beginning between {@code breakFrom} and {@code breakTo}; all three or none
 * @param costFixed of a tour, in units of any kind, those of the other costs
 * @param costPerHour of driving
 * @param costPerKilometre of driving
 * @param active whether it drives at all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Van(
        String vehicleId,
        String depotId,
        long capacityGrams,
        @Nullable Integer mostStops,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "HH:mm")
        LocalTime shiftFrom,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "HH:mm")
        LocalTime shiftTo,

        @Nullable Integer breakMinutes,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "HH:mm") @Nullable
        LocalTime breakFrom,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "HH:mm") @Nullable
        LocalTime breakTo,

        double costFixed,
        double costPerHour,
        double costPerKilometre,
        boolean active) {

    /** 100 tonnes. */
    private static final long MOST_GRAMS = 100_000_000L;

    private static final int MOST_STOPS = 2_000;
    private static final int MOST_BREAK = 720;
    private static final double MOST_COST = 1e6;
    private static final int LENGTH_OF_A_TIME = 5;
    /** A second of driving costs 1, as in VROOM. */
    private static final double USUAL_COST_PER_HOUR = 3_600;

    static Van read(Fields fields) {
        return read(fields.id("vehicle_id"), fields);
    }

    static Van read(String vehicleId, Fields fields) {
        Long stops = fields.wholeOrNull("most_stops", 1, MOST_STOPS);
        Long rest = fields.wholeOrNull("break_minutes", 1, MOST_BREAK);
        Boolean active = fields.truthOrNull("active");
        LocalTime from = time(fields, "shift_from", fields.text("shift_from", LENGTH_OF_A_TIME));
        LocalTime to = time(fields, "shift_to", fields.text("shift_to", LENGTH_OF_A_TIME));
        Van van = new Van(
                vehicleId,
                fields.id("depot_id"),
                fields.whole("capacity_grams", 1, MOST_GRAMS),
                stops == null ? null : stops.intValue(),
                from == null ? LocalTime.NOON : from,
                to == null ? LocalTime.NOON : to,
                rest == null ? null : rest.intValue(),
                time(fields, "break_from", fields.textOrNull("break_from", LENGTH_OF_A_TIME)),
                time(fields, "break_to", fields.textOrNull("break_to", LENGTH_OF_A_TIME)),
                cost(fields, "cost_fixed", 0),
                cost(fields, "cost_per_hour", USUAL_COST_PER_HOUR),
                cost(fields, "cost_per_kilometre", 0),
                active == null || active);
        fields.example("shift_from", "08:30");
        fields.example("shift_to", "18:00");
        fields.example("break_from", "12:00");
        fields.example("break_to", "13:00");
        fields.together("break_minutes", "break_from");
        fields.together("break_from", "break_to");
        if (from == null || to == null) {
            return van;
        }
        if (!from.isBefore(to)) {
            fields.refuse("shift_to", to.toString(), "is not after shift_from " + from);
        }
        van.checkBreak(fields);
        return van;
    }

    Van withId(String id) {
        return new Van(
                id,
                depotId,
                capacityGrams,
                mostStops,
                shiftFrom,
                shiftTo,
                breakMinutes,
                breakFrom,
                breakTo,
                costFixed,
                costPerHour,
                costPerKilometre,
                active);
    }

    private void checkBreak(Fields fields) {
        if (breakMinutes == null || breakFrom == null || breakTo == null) {
            return;
        }
        if (breakTo.isBefore(breakFrom)) {
            fields.refuse("break_to", breakTo.toString(), "is before break_from " + breakFrom);
        } else if (breakFrom.isBefore(shiftFrom)) {
            fields.refuse("break_from", breakFrom.toString(), "is before shift_from " + shiftFrom);
        } else if (breakFrom.toSecondOfDay() + breakMinutes * 60 > shiftTo.toSecondOfDay()) {
            fields.refuse(
                    "break_from", breakFrom.toString(), "leaves no time for the break before shift_to " + shiftTo);
        }
    }

    private static double cost(Fields fields, String name, double usual) {
        Double cost = fields.numberOrNull(name, 0, MOST_COST);
        return cost == null ? usual : cost;
    }

    private static @Nullable LocalTime time(Fields fields, String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            fields.refuse(name, text, "is no time of day; 08:30 would be one");
            return null;
        }
    }
}
