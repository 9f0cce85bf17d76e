package dev.shopkeeper.demo;

import dev.shopkeeper.demo.feed.GatewayClient;
import dev.shopkeeper.demo.feed.GatewayException;
import dev.shopkeeper.demo.feed.Seeder;
import dev.shopkeeper.demo.feed.Summary;
import dev.shopkeeper.demo.world.World;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code seed}. */
final class SeedCommand {

    static final long DEFAULT_SEED = 20261101;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> OPTIONS = Set.of("gateway", "key", "seed", "scale", "until", "state");

    private SeedCommand() {}

    static int run(List<String> words) throws GatewayException, InterruptedException {
        Arguments arguments = new Arguments(words, OPTIONS, Set.of("json"));
        URI gateway = URI.create(arguments.text("gateway").orElse("http://localhost:8080"));
        GatewayClient client = new GatewayClient(gateway, arguments.required("key"), PATIENCE);
        SeedPlan asked = new SeedPlan(
                arguments.whole("seed", DEFAULT_SEED),
                arguments.decimal("scale", 1),
                arguments
                        .text("until")
                        .map(SeedCommand::time)
                        .orElse(Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS)));
        Optional<Path> state = arguments.text("state").map(Path::of);
        SeedPlan plan = state.isPresent() ? asked.resumedFrom(state.get(), arguments.flag("until")) : asked;
        System.err.println("seed " + plan.seed() + ", scale " + plan.scale() + ", until " + plan.until()
                + " (give --until " + plan.until() + " to tell the same history again)");

        World world = World.generate(plan.seed(), plan.scale(), plan.until());
        Summary summary = new Seeder(world, client, System.err).run();
        System.out.println(arguments.flag("json") ? summary.json() : summary.text());
        if (summary.rejected() > 0) {
            summary.refusals().forEach(refusal -> System.err.println("refused: " + refusal));
            return 1;
        }
        return 0;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--until is '" + text + "', not like 2026-11-01T00:00:00Z", e);
        }
    }
}
