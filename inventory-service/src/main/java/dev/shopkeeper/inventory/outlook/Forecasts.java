package dev.shopkeeper.inventory.outlook;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Reason;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.inventory.demand.DemandStore;
import dev.shopkeeper.inventory.forecast.ensemble.Forecast;
import dev.shopkeeper.inventory.forecast.ensemble.Panel;
import dev.shopkeeper.inventory.forecast.ensemble.RecentDemand;
import dev.shopkeeper.inventory.forecast.history.Buckets;
import dev.shopkeeper.inventory.forecast.history.DemandData;
import dev.shopkeeper.inventory.forecast.history.DemandModel;
import dev.shopkeeper.inventory.forecast.history.DemandSeries;
import dev.shopkeeper.inventory.forecast.history.ItemHistory;
import dev.shopkeeper.inventory.outlook.ItemForecast.Bucket;
import dev.shopkeeper.inventory.outlook.ItemForecast.ExpertWeight;
import dev.shopkeeper.inventory.training.DemandForecast;
import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Forecasts items with the champion, or with their recent demand where there is none. */
@Service
public class Forecasts {

    /** Without a champion. */
    private static final int FALLBACK_DAYS = 7;

    private static final int FALLBACK_HORIZON = 8;
    private static final int FALLBACK_MOST = 260;
    private static final String FALLBACK_VERSION = "1";
    private static final int LATEST = 13;

    private final DemandStore demand;
    private final Served<DemandModel> champion;
    private final Clock clock;
    private final Panel panel = Panel.all();

    Forecasts(DemandStore demand, Champions champions, DemandForecast definition, Clock clock) {
        this.demand = demand;
        this.champion = champions.serve(definition, model -> model);
        this.clock = clock;
    }

    /**
     * A forecast in numbers.
     *
     * @param until first day that is forecast, in days since 1970-01-01
     */
    public record Made(DemandSeries series, Forecast forecast, int bucketDays, long until, Stamp stamp) {}

    /**
     * Forecasts one item.
     *
     * @param locationId null for all locations together
     * @return null if it was neither ordered nor moved there for a whole bucket
     */
    public @Nullable Made find(String itemId, @Nullable String locationId) {
        Served.Current<DemandModel> current = champion.current();
        DemandData data = demand.of(itemId);
        for (ItemHistory item : data.items()) {
            List<DemandSeries> all = cut(current, data.until(), item);
            for (DemandSeries series : all) {
                boolean only = all.size() == 1 && locationId == null;
                if (only || Objects.equals(series.locationId(), locationId)) {
                    return make(current, series, data.until());
                }
            }
        }
        return null;
    }

    private static List<DemandSeries> cut(Served.@Nullable Current<DemandModel> current, long until, ItemHistory item) {
        int days = current == null ? FALLBACK_DAYS : current.use().bucketDays();
        int most = current == null ? FALLBACK_MOST : current.use().most();
        return new Buckets(until, days, most).cut(item);
    }

    /** Of what would forecast now. */
    Stamp stamp() {
        return stamp(champion.current());
    }

    private Stamp stamp(Served.@Nullable Current<DemandModel> current) {
        return current == null
                ? Stamp.degraded(RecentDemand.NAME, FALLBACK_VERSION, clock.instant(), DegradedReason.NO_CHAMPION)
                : Stamp.of(current.model(), current.version(), clock.instant());
    }

    private Made make(Served.@Nullable Current<DemandModel> current, DemandSeries series, long until) {
        if (current == null) {
            return new Made(
                    series,
                    RecentDemand.forecast(series.series(), FALLBACK_DAYS, FALLBACK_HORIZON, DemandForecast.LEVELS),
                    FALLBACK_DAYS,
                    until,
                    stamp(current));
        }
        return new Made(
                series,
                current.use().hybrid().forecast(series.series(), panel),
                current.use().bucketDays(),
                until,
                stamp(current));
    }

    /**
     * The forecast of an item in words and numbers.
     *
     * @param horizon buckets, null for as many as the model forecasts
     * @throws ProblemException 404 for an item of which nothing is known there, 400 for a horizon that the model does not
     *     reach
     */
    ItemForecast forecast(String itemId, @Nullable String locationId, @Nullable Integer horizon, Language language) {
        Made made = find(itemId, locationId);
        if (made == null) {
            throw ProblemException.notFound(
                    "demand for item", locationId == null ? itemId : itemId + " at " + locationId);
        }
        int most = made.forecast.mean().length;
        if (horizon != null && (horizon < 1 || horizon > most)) {
            throw ProblemException.invalid(List.of(new Violation(
                    "horizon", horizon, "must be between 1 and " + most + " buckets of " + made.bucketDays + " days")));
        }
        return view(made, locationId, horizon == null ? most : horizon, language);
    }

    private static ItemForecast view(Made made, @Nullable String locationId, int horizon, Language language) {
        Forecast forecast = made.forecast;
        LocalDate until = LocalDate.ofEpochDay(made.until);
        List<Bucket> buckets = new ArrayList<>();
        for (int h = 0; h < horizon; h++) {
            Map<String, BigDecimal> quantiles = new LinkedHashMap<>();
            for (int l = 0; l < DemandForecast.LEVELS.size(); l++) {
                quantiles.put(Double.toString(DemandForecast.LEVELS.get(l)), units(forecast.quantiles()[l][h]));
            }
            buckets.add(new Bucket(
                    until.plusDays((long) h * made.bucketDays),
                    until.plusDays((long) (h + 1) * made.bucketDays - 1),
                    units(forecast.mean()[h]),
                    quantiles));
        }
        List<ExpertWeight> experts = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        BigDecimal expected = BigDecimal.ZERO;
        for (Forecast.Share share : forecast.shares()) {
            double alone = Arrays.stream(share.path()).limit(horizon).sum();
            experts.add(new ExpertWeight(share.name(), rounded(share.weight()), units(alone)));
            BigDecimal contribution = units(share.weight() * alone);
            if (contribution.signum() != 0) {
                expected = expected.add(contribution);
                reasons.add(new Reason(
                        "expert",
                        share.name(),
                        contribution,
                        "units",
                        ExpertWords.of(share.name(), share.weight(), units(alone), language)));
            }
        }
        experts.sort(Comparator.comparing(ExpertWeight::weight).reversed());
        reasons.sort(Comparator.comparing(Reason::contribution).reversed());
        return new ItemForecast(
                made.series.itemId(),
                locationId,
                made.bucketDays,
                until,
                forecast.kind().name().toLowerCase(java.util.Locale.ROOT),
                expected,
                buckets,
                experts,
                history(made.series),
                made.series.notes().stream()
                        .map(note -> ExpertWords.note(note, language))
                        .toList(),
                made.stamp,
                Explanation.of(ExpertWords.summary(made, horizon, expected, language), expected, reasons));
    }

    private static ItemForecast.History history(DemandSeries series) {
        double[] values = series.series().values();
        return new ItemForecast.History(
                values.length,
                units(Arrays.stream(values).sum()),
                series.returned(),
                units(series.stockOutDaysInAll()),
                Arrays.stream(values)
                        .skip(Math.max(0, values.length - LATEST))
                        .mapToObj(Forecasts::units)
                        .toList());
    }

    private static BigDecimal units(double value) {
        return rounded(value);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
