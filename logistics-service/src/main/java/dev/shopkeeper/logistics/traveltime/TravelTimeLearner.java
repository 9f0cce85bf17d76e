package dev.shopkeeper.logistics.traveltime;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * Learns travel times. Traffic gives each zone its usual speeds by quarter of the hour; legs say what vans make of them; without
 * traffic, legs say all. How much neighbouring quarters and rare zones and pairs lean on others is what errs least on days that are
 * not learnt from, and from those days too is how far a leg may be off. Deterministic, whatever the order of what it learns from.
 */
public final class TravelTimeLearner {

    /** Prime to the seven days of a week, so that each part has days of every kind. */
    private static final int FOLDS = 5;
    /** More legs than these do not change what errs least. */
    private static final int MOST_TRIED = 20_000;
    /** What 80 % of a normal distribution lie within, in standard deviations. */
    private static final double EIGHTY_PERCENT = 1.2815515655446004;

    private static final double LEAST_SPREAD = 1e-3;

    private TravelTimeLearner() {}

    /**
     * What was learnt.
     *
     * @param droppedTraffic observations that no traffic can have moved by
     * @param droppedLegs legs that no van can have driven, and absurdly slow or fast ones
     * @param droppedServices service times that cannot have been, and absurd ones
     */
    public record Result(TravelTimeModel model, int droppedTraffic, int droppedLegs, int droppedServices) {}

    /**
     * Learns from what was seen and driven.
     *
     * @param timeZone by whose clocks the rush hours come
     * @param progress told from 0 to 1
     * @throws IllegalArgumentException if there is no plausible leg or no plausible service time
     */
    public static Result learn(
            ZoneId timeZone, List<Seen> traffic, List<Leg> legs, List<ServiceTime> services, DoubleConsumer progress) {
        List<Seen> seen = traffic.stream()
                .filter(Seen::plausible)
                .sorted(Comparator.comparing(Seen::at)
                        .thenComparing(Seen::zoneId)
                        .thenComparing(Seen::metresPerSecond))
                .toList();
        List<Leg> driven = legs.stream().filter(Leg::plausible).sorted(IN_TIME).toList();
        List<ServiceTime> stood = services.stream()
                .filter(ServiceTime::plausible)
                .sorted(Comparator.comparingDouble(ServiceTime::seconds)
                        .thenComparing(ServiceTime::weightGrams, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        if (driven.isEmpty() || stood.isEmpty()) {
            throw new IllegalArgumentException("Of " + legs.size() + " legs and " + services.size()
                    + " service times, " + driven.size() + " and " + stood.size()
                    + " are plausible. Maybe give at least one of each?");
        }
        Data data = new Data(timeZone, seen, driven, ServiceFit.of(stood));
        Choice choice = data.choose(progress);
        LegFit fit = data.fit(driven, data.cells(-1), choice.smoothing);
        TravelTimeModel model = data.model(fit, data.cells(-1), choice.smoothing, choice.spread);
        progress.accept(1);
        return new Result(
                model,
                traffic.size() - seen.size(),
                legs.size() - driven.size() + fit.dropped(),
                services.size() - stood.size() + data.service.dropped());
    }

    private static final Comparator<Leg> IN_TIME = Comparator.comparing(Leg::departedAt)
            .thenComparing(Leg::fromZone, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Leg::toZone, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Leg::metres)
            .thenComparing(Leg::seconds);

    private record Choice(Smoothing smoothing, double spread) {}

    private static final class Data {

        private final ZoneId timeZone;
        private final List<Leg> legs;
        private final ServiceFit service;
        private final List<String> names;
        private final Map<String, Integer> zones = new TreeMap<>();
        private final boolean byDay;
        private final List<TrafficCells> cells = new ArrayList<>();
        private final TrafficCells all;

        Data(ZoneId timeZone, List<Seen> traffic, List<Leg> legs, ServiceFit service) {
            this.timeZone = timeZone;
            this.legs = legs;
            this.service = service;
            this.names = List.copyOf(new TreeSet<>(Stream.concat(
                            traffic.stream().map(Seen::zoneId),
                            legs.stream()
                                    .flatMap(leg -> Stream.of(leg.fromZone(), leg.toZone()))
                                    .filter(Objects::nonNull)
                                    .map(Objects::requireNonNull))
                    .toList()));
            for (String name : names) {
                zones.put(name, zones.size());
            }
            this.byDay = legs.stream().map(this::day).distinct().limit(FOLDS).count() == FOLDS;
            this.all = new TrafficCells(names.size());
            for (int fold = 0; fold < FOLDS; fold++) {
                cells.add(new TrafficCells(names.size()));
            }
            for (Seen one : traffic) {
                int zone = Objects.requireNonNull(zones.get(one.zoneId()));
                int slot = TravelTimeModel.slot(one.at(), timeZone);
                long day = one.at().atZone(timeZone).toLocalDate().toEpochDay();
                all.add(zone, slot, one.metresPerSecond());
                cells.get((int) Math.floorMod(day, (long) FOLDS)).add(zone, slot, one.metresPerSecond());
            }
        }

        private long day(Leg leg) {
            return leg.departedAt().atZone(timeZone).toLocalDate().toEpochDay();
        }

        /** The traffic of all days, or of those without a fold's. */
        TrafficCells cells(int fold) {
            return fold < 0 || !byDay ? all : all.without(cells.get(fold));
        }

        Choice choose(DoubleConsumer progress) {
            int step = Math.max(1, (legs.size() + MOST_TRIED - 1) / MOST_TRIED);
            List<List<Leg>> held = new ArrayList<>();
            List<List<Leg>> rest = new ArrayList<>();
            for (int fold = 0; fold < FOLDS; fold++) {
                held.add(new ArrayList<>());
                rest.add(new ArrayList<>());
            }
            for (int i = 0; i < legs.size(); i += step) {
                int mine = (int) Math.floorMod(byDay ? day(legs.get(i)) : (long) (i / step), (long) FOLDS);
                for (int fold = 0; fold < FOLDS; fold++) {
                    (fold == mine ? held : rest).get(fold).add(legs.get(i));
                }
            }
            Choice best = null;
            double least = Double.POSITIVE_INFINITY;
            for (int candidate = 0; candidate < Smoothing.CANDIDATES.size(); candidate++) {
                Smoothing smoothing = Smoothing.CANDIDATES.get(candidate);
                List<Double> errors = new ArrayList<>();
                for (int fold = 0; fold < FOLDS; fold++) {
                    if (!held.get(fold).isEmpty() && !rest.get(fold).isEmpty()) {
                        TravelTimeModel model =
                                model(fit(rest.get(fold), cells(fold), smoothing), cells(fold), smoothing, 0);
                        held.get(fold).forEach(leg -> errors.add(relativeError(model, leg)));
                    }
                    progress.accept((candidate * FOLDS + fold) / (FOLDS * Smoothing.CANDIDATES.size() + 1.0));
                }
                double[] all = errors.stream().mapToDouble(Double::doubleValue).toArray();
                double mean = all.length == 0 ? 0 : mostlyMean(all);
                if (best == null || mean < least) {
                    least = mean;
                    double spread = all.length == 0 ? 0 : Robust.quantile(all, 0.8) / EIGHTY_PERCENT;
                    best = new Choice(smoothing, Math.max(LEAST_SPREAD, spread));
                }
            }
            return Objects.requireNonNull(best);
        }

        private static double relativeError(TravelTimeModel model, Leg leg) {
            double expected = model.legSeconds(leg.fromZone(), leg.toZone(), leg.metres(), leg.departedAt());
            return Math.abs(leg.seconds() / expected - 1);
        }

        /** The mean, with the largest hundredth, where the absurd ones are, drawn in to the rest. */
        private static double mostlyMean(double[] errors) {
            double most = Robust.quantile(errors, 0.99);
            double sum = 0;
            for (double error : errors) {
                sum += Math.min(error, most);
            }
            return sum / errors.length;
        }

        LegFit fit(List<Leg> some, TrafficCells traffic, Smoothing smoothing) {
            return new LegFit(LegTable.of(some, zones, timeZone), traffic.usual(smoothing), smoothing);
        }

        TravelTimeModel model(LegFit fit, TrafficCells traffic, Smoothing smoothing, double spread) {
            Map<Long, Double> pairs = fit.pairFactors();
            return new TravelTimeModel(new Learnt(
                    timeZone,
                    names,
                    all.any(),
                    traffic.usual(smoothing),
                    fit.slotFactors(),
                    fit.zoneFactors(),
                    pairs.keySet().stream().mapToInt(pair -> (int) (pair >> 32)).toArray(),
                    pairs.keySet().stream().mapToInt(Long::intValue).toArray(),
                    pairs.values().stream().mapToDouble(Double::doubleValue).toArray(),
                    fit.overhead(),
                    spread,
                    service.seconds(),
                    service.secondsPerGram(),
                    service.unweighedSeconds(),
                    service.spread()));
        }
    }
}
