package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.logistics.fleet.Fleet;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tours over HTTP. */
@RestController
@RequestMapping("/admin/v1")
@Tag(name = "Tours")
class TourController {

    private static final String OPERATION = "tour";
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 3000;

    private final TourReader reader;
    private final TourPlanner planner;
    private final Departures departures;
    private final Fleet fleet;
    private final DecisionTimer timer;

    TourController(TourReader reader, TourPlanner planner, Departures departures, Fleet fleet, DecisionTimer timer) {
        this.reader = reader;
        this.planner = planner;
        this.departures = departures;
        this.fleet = fleet;
        this.timer = timer;
    }

    @GetMapping("/tours")
    @Operation(summary = "List tours", description = "By id, those of the past too.")
    Page<TourView> list(
            @RequestParam(name = "depot_id", required = false) @Nullable String depotId,
            @RequestParam(name = "vehicle_id", required = false) @Nullable String vehicleId,
            @RequestParam(name = "date", required = false) @Nullable String date,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Locale locale) {
        return reader.list(depotId, vehicleId, date(date), PageRequest.of(limit, cursor), Language.of(locale));
    }

    @GetMapping("/tours/unassigned")
    @Operation(summary = "List open deliveries that are in no tour", description = "Each with its reason.")
    Page<TourView.Unassigned> unassigned(
            @RequestParam(name = "depot_id", required = false) @Nullable String depotId,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Locale locale) {
        return reader.unassigned(depotId, PageRequest.of(limit, cursor), Language.of(locale));
    }

    @GetMapping("/tours/{id}")
    @Operation(summary = "One tour", description = "With its stops, and what each of them costs.")
    TourView tour(@PathVariable("id") String id, Locale locale) {
        return timer.timed(OPERATION, () -> reader.tour(id, Language.of(locale)));
    }

    record DepartRequest(Instant departedAt) {

        static DepartRequest read(Fields fields) {
            return new DepartRequest(fields.pastOrNow("departed_at"));
        }
    }

    @PostMapping("/tours/{id}/depart")
    @Operation(
            summary = "Say that a vehicle has left the depot",
            description =
                    "From then on it delivers what it carries and takes on nothing else. A report from one of its stops says"
                            + " so too.")
    TourView depart(@PathVariable("id") String id, @FieldsBody DepartRequest request, Locale locale) {
        departures.depart(id, request.departedAt());
        return reader.tour(id, Language.of(locale));
    }

    @PostMapping("/depots/{id}/replan")
    @Operation(
            summary = "Plan a depot's tours anew",
            description =
                    "From the tours as they stand, and says what moved. It happens by itself whenever a delivery, the"
                            + " traffic or the fleet changes.")
    Replanning replan(@PathVariable("id") String id) {
        return planner.now(fleet.depot(id).depotId());
    }

    @GetMapping("/depots/{id}/replannings")
    @Operation(
            summary = "What plannings have moved",
            description = "The newest first; those that changed nothing are not kept.")
    Page<Replanning> replannings(
            @PathVariable("id") String id, @RequestParam(name = "limit", required = false) @Nullable Integer limit) {
        List<Replanning> found = reader.replannings(
                fleet.depot(id).depotId(), PageRequest.of(limit, null).limit());
        return new Page<>(found, null);
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            LocalDate date = text == null ? null : LocalDate.parse(text);
            if (date == null || date.getYear() > FIRST_YEAR && date.getYear() < LAST_YEAR) {
                return date;
            }
            throw ProblemException.invalid("date", text, "is no date between " + FIRST_YEAR + " and " + LAST_YEAR);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("date", text, "is no date; 2026-03-01 would be one");
        }
    }
}
