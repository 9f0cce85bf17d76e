package dev.shopkeeper.logistics.training;

import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.ModelDefinition;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.Seen;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import dev.shopkeeper.logistics.traveltime.TravelTimeLearner;
import dev.shopkeeper.logistics.traveltime.TravelTimeModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code travel-time}: see its card in docs/models. */
@Component
public class TravelTime implements ModelDefinition<TravelTimeData, TravelTimeModel> {

    public static final String NAME = "travel-time";

    static final String FIFO_VIOLATIONS = "fifo_violations";
    private static final String FIFO_KEPT = "fifo_kept";

    private static final int LEAST_LEGS = 200;
    private static final int LEAST_DAYS = 7;
    private static final int LEAST_SERVICES = 50;
    /** By fewer held out, chance alone may beat the baseline. */
    private static final int LEAST_HELD_OUT = 20;

    private static final double HELD_OUT = 0.2;
    private static final List<Duration> LATER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    /** Seconds that arithmetic may be off. */
    private static final double ROUNDING = 1e-5;

    private final TravelTimeStore store;

    TravelTime(TravelTimeStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "How long a van takes from zone to zone by time of day, and how long it stands at a door by weight.";
    }

    @Override
    public Options options() {
        return Options.defaults(Map.of("days", "90"));
    }

    @Override
    public Gate gate() {
        return new Gate(TravelTimeAccuracy.ERROR, false, 0.05)
                .andAtLeast(TravelTimeAccuracy.COVERAGE, 0.7)
                .andAtLeast(FIFO_KEPT, 1);
    }

    @Override
    public void check(Options options) {
        days(options);
    }

    @Override
    public DataSet<TravelTimeData> load(Options options) {
        TravelTimeData data = store.load(days(options));
        List<Drive> drives = data.plausible();
        long days = drives.stream()
                .map(drive -> drive.departedAt().atZone(data.timeZone()).toLocalDate())
                .distinct()
                .count();
        int services = data.services().size();
        if (drives.size() < LEAST_LEGS || days < LEAST_DAYS || services < LEAST_SERVICES) {
            throw new InsufficientDataException("Known are " + drives.size() + " legs of vans on " + days
                    + " days and " + services + " times at doors; at least " + LEAST_LEGS + " legs on " + LEAST_DAYS
                    + " days and " + LEAST_SERVICES + " times at doors are needed. Maybe tell departed_at and"
                    + " departed_from of deliveries, with arrived_at, completed_at and where they went?");
        }
        Instant to = data.drives().stream()
                .map(Drive::endedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return new DataSet<>(
                data,
                data.drives().getFirst().departedAt(),
                to,
                data.drives().size() + data.traffic().size(),
                hash(data));
    }

    private static String hash(TravelTimeData data) {
        Hashes hash =
                new Hashes().add(data.timeZone().getId()).add(data.traffic().size());
        for (Seen seen : data.traffic()) {
            hash.add(seen.zoneId())
                    .add(seen.at().getEpochSecond())
                    .add(Double.doubleToLongBits(seen.metresPerSecond()));
        }
        for (Drive drive : data.drives()) {
            Leg leg = drive.leg();
            add(hash, leg.fromZone());
            add(hash, leg.toZone());
            hash.add(leg.departedAt().toEpochMilli())
                    .add(Double.doubleToLongBits(leg.metres()))
                    .add(Double.doubleToLongBits(leg.seconds()));
            ServiceTime service = drive.service();
            hash.add(service == null ? 0 : 1);
            if (service != null) {
                Double weight = service.weightGrams();
                hash.add(Double.doubleToLongBits(weight == null ? -1 : weight))
                        .add(Double.doubleToLongBits(service.seconds()));
            }
        }
        return hash.hex();
    }

    private static void add(Hashes hash, @Nullable String zone) {
        hash.add(zone == null ? 0 : 1).add(zone == null ? "" : zone);
    }

    @Override
    public Split<TravelTimeData> split(TravelTimeData data, Options options) {
        Instant first = data.drives().getFirst().departedAt();
        Instant last = data.drives().getLast().departedAt();
        Duration span = Duration.between(first, last);
        Instant at = last.minusMillis((long) (span.toMillis() * HELD_OUT));
        TravelTimeData training = data.before(at);
        TravelTimeData holdOut = data.from(at);
        int legs = training.plausible().size();
        long heldOut = holdOut.plausible().stream()
                .map(Drive::service)
                .filter(service -> service != null && service.plausible())
                .count();
        if (legs < LEAST_LEGS / 2 || training.services().size() < LEAST_SERVICES / 2 || heldOut < LEAST_HELD_OUT) {
            throw new InsufficientDataException("Before " + at + " are " + legs + " legs and "
                    + training.services().size() + " times at doors, and after it " + heldOut
                    + " legs with a time at the door; at least " + LEAST_LEGS / 2 + ", " + LEAST_SERVICES / 2 + " and "
                    + LEAST_HELD_OUT
                    + " are needed. Maybe tell departed_at and departed_from of more of the deliveries?");
        }
        return new Split<>(training, holdOut, at);
    }

    @Override
    public TravelTimeModel train(TravelTimeData data, Options options, long seed, TrainingProgress progress) {
        return TravelTimeLearner.learn(
                        data.timeZone(),
                        data.traffic(),
                        data.drives().stream().map(Drive::leg).toList(),
                        data.services(),
                        progress::report)
                .model();
    }

    @Override
    public Map<String, Double> evaluate(
            TravelTimeModel candidate, Split<TravelTimeData> split, TrainingProgress progress) {
        TravelTimeData holdOut = split.holdOut();
        Map<String, Double> figures = new TreeMap<>(TravelTimeAccuracy.of(
                holdOut.drives(),
                leg -> candidate.legSeconds(leg.fromZone(), leg.toZone(), leg.metres(), leg.departedAt()),
                service -> expected(candidate, service),
                candidate.legSpread()));
        List<Drive> drives = holdOut.plausible();
        long violations = drives.stream()
                .filter(drive -> overtaken(candidate, drive.leg()))
                .count();
        figures.put(FIFO_VIOLATIONS, (double) violations);
        figures.put(FIFO_KEPT, 1 - (double) violations / drives.size());
        figures.put("implausible_legs", (double) (holdOut.drives().size() - drives.size()));
        figures.put("implausible_traffic", (double) split.training().implausibleTraffic());
        progress.report(1);
        return figures;
    }

    private static double expected(TravelTimeModel model, ServiceTime service) {
        Double weight = service.weightGrams();
        return weight == null ? model.serviceSeconds() : model.serviceSeconds(weight);
    }

    /** Whether who leaves later on the same way arrives earlier. */
    private static boolean overtaken(TravelTimeModel model, Leg leg) {
        double seconds = model.legSeconds(leg.fromZone(), leg.toZone(), leg.metres(), leg.departedAt());
        return LATER.stream()
                .anyMatch(later -> later.toSeconds()
                                + model.legSeconds(
                                        leg.fromZone(),
                                        leg.toZone(),
                                        leg.metres(),
                                        leg.departedAt().plus(later))
                        < seconds - ROUNDING);
    }

    @Override
    public Map<String, Double> evaluateBaseline(Split<TravelTimeData> split, TrainingProgress progress) {
        return PlainMeans.of(split.training()).figures(split.holdOut().drives());
    }

    @Override
    public TravelTimeModel refit(
            TravelTimeModel candidate, TravelTimeData data, Options options, long seed, TrainingProgress progress) {
        return train(data, options, seed, progress);
    }

    @Override
    public byte[] save(TravelTimeModel model) {
        return model.bytes();
    }

    @Override
    public TravelTimeModel load(byte[] bytes) {
        return TravelTimeModel.of(bytes);
    }

    private static int days(Options options) {
        return options.integer("days", LEAST_DAYS, 730);
    }
}
