package dev.shopkeeper.demo.feed;

import dev.shopkeeper.demo.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What was told to the platform, and what it refused. */
public final class Summary {

    private final World world;
    private final Report report;
    private final long retries;
    private final Duration took;

    Summary(World world, Report report, long retries, Duration took) {
        this.world = world;
        this.report = report;
        this.retries = retries;
        this.took = took;
    }

    /** Entries that the platform refused; 0 is success. */
    public long rejected() {
        return report.rejected();
    }

    /** Why, for the first of them. */
    public List<String> refusals() {
        return report.refusals();
    }

    /** For programs. */
    public String json() {
        ObjectNode node = Bodies.JSON.createObjectNode();
        node.put("seed", world.seed()).put("scale", world.scale());
        node.put("from", world.start().toString()).put("until", world.until().toString());
        node.put("seconds", took.toMillis() / 1000.0).put("retries", retries);
        ObjectNode accepted = node.putObject("accepted");
        ObjectNode rejected = node.putObject("rejected");
        for (Endpoint endpoint : Endpoint.values()) {
            accepted.put(endpoint.list(), report.accepted(endpoint));
            if (report.rejected(endpoint) > 0) {
                rejected.put(endpoint.list(), report.rejected(endpoint));
            }
        }
        report.refusals().forEach(node.putArray("refusals")::add);
        return Bodies.JSON.writeValueAsString(node);
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Endpoint endpoint : Endpoint.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%,10d %s%s%n",
                    report.accepted(endpoint),
                    endpoint.list().replace('_', ' '),
                    report.rejected(endpoint) == 0 ? "" : ", " + report.rejected(endpoint) + " REFUSED"));
        }
        text.append(String.format(
                Locale.ROOT, "told in %.1f s, %d requests tried again%n", took.toMillis() / 1000.0, retries));
        return text.toString();
    }
}
