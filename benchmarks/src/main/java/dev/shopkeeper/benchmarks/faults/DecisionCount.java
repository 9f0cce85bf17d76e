package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.faults.Downtimes.Downtime;
import dev.shopkeeper.local.Application;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges every answer to a request for a decision by what was down meanwhile. While its own service is down, a decision may be
 * refused or degraded; while the gateway is, nobody can be connected to. Everything else is a violation. Thread-safe.
 */
final class DecisionCount {

    private static final int EXAMPLES = 3;
    private static final int EXAMPLE_CHARACTERS = 400;
    private static final Pattern DEGRADED_REASON = Pattern.compile("\"degraded_reason\":\"([a-z_]+)\"");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z-]+)\"");

    /** What became of a request: answered, or broken off with an error of the connection. */
    record Heard(int status, boolean degraded, String text, boolean connected) {

        static Heard answer(int status, boolean degraded, String text) {
            return new Heard(status, degraded, text, true);
        }

        static Heard broken(String error) {
            return new Heard(0, false, error, false);
        }

        boolean good() {
            return connected && status == 200 && !degraded;
        }

        /** In few words: the fault of the connection, why it is degraded, or what it was refused with. */
        String reason() {
            if (!connected) {
                return text.replaceFirst(":.*", "").replaceFirst(".*\\.", "");
            }
            Matcher named = (degraded ? DEGRADED_REASON : CODE).matcher(text);
            String reason = named.find() ? " " + named.group(1) : "";
            return degraded ? "degraded" + reason : status + reason;
        }

        String shown() {
            String all = connected ? status + " " + text : text;
            return all.substring(0, Math.min(all.length(), EXAMPLE_CHARACTERS));
        }
    }

    private static final class Tally {
        long asked;
        long whileAnotherWasDown;
        long ofItsOwn;
        long unconnected;
        long violations;
        long violationsWhileAllWereUp;
        final Map<String, Long> byVictim = new TreeMap<>();
        final Map<String, Long> byReason = new TreeMap<>();
        final List<String> examples = new ArrayList<>();
    }

    private final Downtimes downtimes;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    DecisionCount(Downtimes downtimes) {
        this.downtimes = downtimes;
    }

    /**
     * Counts what was heard.
     *
     * @param decision name
     * @param owner the application that decides
     * @param begun when it was asked, by {@link System#nanoTime()}
     * @param ended when the answer was there
     */
    synchronized void add(String decision, Application owner, long begun, long ended, Heard heard) {
        Tally tally = tallies.computeIfAbsent(decision, name -> new Tally());
        tally.asked++;
        List<Downtime> down = downtimes.during(begun, ended);
        if (down.stream().anyMatch(each -> each.victim().equals(owner.module()))) {
            tally.ofItsOwn++;
            return;
        }
        boolean gatewayDown = down.stream().anyMatch(each -> each.victim().equals(Application.GATEWAY.module()));
        if (!heard.connected() && gatewayDown) {
            tally.unconnected++;
            return;
        }
        if (!down.isEmpty()) {
            tally.whileAnotherWasDown++;
        }
        if (!heard.good()) {
            violated(decision, tally, down.isEmpty() ? null : down.getLast(), begun, heard);
        }
    }

    private static void violated(String decision, Tally tally, @Nullable Downtime down, long begun, Heard heard) {
        String when;
        if (down == null) {
            tally.violationsWhileAllWereUp++;
            when = "all up";
        } else {
            tally.violations++;
            tally.byVictim.merge(down.victim(), 1L, Long::sum);
            when = down.victim() + " killed " + Math.round((begun - down.from()) / 1e8) / 10.0 + " s before";
        }
        tally.byReason.merge(heard.reason(), 1L, Long::sum);
        System.err.println(decision + ", " + when + ": " + heard.reason());
        if (tally.examples.size() < EXAMPLES) {
            tally.examples.add(when + ": " + heard.shown());
        }
    }

    /** Violations while another process was down, of all decisions. */
    synchronized long violations() {
        return tallies.values().stream().mapToLong(tally -> tally.violations).sum();
    }

    /** Violations while nothing was down. */
    synchronized long violationsWhileAllWereUp() {
        return tallies.values().stream()
                .mapToLong(tally -> tally.violationsWhileAllWereUp)
                .sum();
    }

    /** By decision. */
    synchronized Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("asked", tally.asked);
            one.put("while_its_own_service_was_down", tally.ofItsOwn);
            one.put("not_connected_while_the_gateway_was_down", tally.unconnected);
            one.put("answered_while_another_was_down", tally.whileAnotherWasDown);
            one.put("of_these_refused_or_degraded", tally.violations);
            one.put("refused_or_degraded_while_all_were_up", tally.violationsWhileAllWereUp);
            one.put("refused_or_degraded_by_victim", Map.copyOf(tally.byVictim));
            one.put("refused_or_degraded_by_reason", Map.copyOf(tally.byReason));
            one.put("examples", List.copyOf(tally.examples));
            figures.put(name, one);
        });
        return figures;
    }
}
