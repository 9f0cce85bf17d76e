package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.logistics.fleet.TourWishes;
import dev.shopkeeper.starter.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Vehicles leave their depots. */
@Service
class Departures {

    private final JdbcTemplate jdbc;
    private final TourWishes wishes;

    Departures(JdbcTemplate jdbc, TourWishes wishes) {
        this.jdbc = jdbc;
        this.wishes = wishes;
    }

    private record Found(
            String depotId,
            LocalDate date,
            ZoneId timeZone,
            @Nullable Instant departedAt) {}

    /**
     * Notes that a vehicle has left; told again with the same time it is no news.
     *
     * @throws ProblemException 404 if there is no such tour; 400 if {@code at} is not on its day; 409 if it left at another time
     */
    @Transactional
    public void depart(String tourId, Instant when) {
        Instant at = when.truncatedTo(ChronoUnit.MICROS);
        Found tour = jdbc
                .query(
                        """
                        select tour.depot_id, service_date, time_zone, departed_at from tour join depot using (depot_id)
                        where tour_id = ? for no key update of tour
                        """,
                        (row, number) -> {
                            OffsetDateTime departed = row.getObject("departed_at", OffsetDateTime.class);
                            return new Found(
                                    row.getString("depot_id"),
                                    row.getObject("service_date", LocalDate.class),
                                    ZoneId.of(row.getString("time_zone")),
                                    departed == null ? null : departed.toInstant());
                        },
                        tourId)
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("tour", tourId));
        if (!at.atZone(tour.timeZone).toLocalDate().equals(tour.date)) {
            throw ProblemException.invalid(
                    "departed_at", at.toString(), "is not on the tour's day, " + tour.date + " in " + tour.timeZone);
        }
        if (tour.departedAt != null && !tour.departedAt.equals(at)) {
            throw ProblemException.conflict(
                    "already-departed", "Tour '" + tourId + "' left at " + tour.departedAt + ".", null);
        }
        if (tour.departedAt == null) {
            jdbc.update("update tour set departed_at = ?::timestamptz where tour_id = ?", at.toString(), tourId);
            wishes.add(Set.of(tour.depotId), "departure");
        }
    }
}
