package dev.shopkeeper.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came out of a run.
 *
 * @param statuses number of answers by status
 * @param neverSucceeded operations that answered 2xx to no request: probably not reached in depth
 * @param refusals what the last plausible request to such an operation was told
 */
public record FuzzReport(
        long seed,
        int operations,
        int requests,
        Map<Integer, Integer> statuses,
        List<String> neverSucceeded,
        Map<String, String> refusals,
        List<Finding> findings) {

    public FuzzReport {
        statuses = Map.copyOf(statuses);
        neverSucceeded = List.copyOf(neverSucceeded);
        refusals = Map.copyOf(refusals);
        findings = List.copyOf(findings);
    }

    /** How many operations answered 2xx to a request. */
    public int succeeded() {
        return operations - neverSucceeded.size();
    }

    /** The run as one JSON line. */
    public String toJson() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("seed", seed).put("operations", operations).put("requests", requests);
        ObjectNode byStatus = json.putObject("statuses");
        new TreeMap<>(statuses).forEach((status, count) -> byStatus.put(String.valueOf(status), count));
        ObjectNode byKind = json.putObject("findings_by_kind");
        findings.forEach(finding -> byKind.put(
                finding.kind().name(), byKind.path(finding.kind().name()).asInt(0) + finding.count()));
        json.put("findings", findings.size());
        json.put("succeeded", succeeded());
        neverSucceeded.forEach(json.putArray("never_succeeded")::add);
        return json.toString();
    }

    /** The findings for people, with the seed in front. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed + ": " + requests + " requests to " + operations + " operations, " + succeeded()
                + " of which succeeded, " + findings.size() + " findings");
        findings.forEach(finding -> lines.add(finding.toString()));
        return String.join("\n", lines);
    }

    /** Fails, naming those that did not, if fewer operations succeeded at least once. */
    public void assertSucceeded(int atLeast) {
        if (succeeded() < atLeast) {
            throw new AssertionError("seed " + seed + ": of " + operations + " operations only " + succeeded()
                    + " succeeded at least once, and not the " + atLeast + " there should be. These did not:\n"
                    + String.join("\n", describeNever()));
        }
    }

    /** The operations that never succeeded, each with what it answered last. */
    List<String> describeNever() {
        return neverSucceeded.stream()
                .map(name -> name + ": " + refusals.getOrDefault(name, "was not asked"))
                .toList();
    }

    /** Fails with all findings if there is one. */
    public void assertClean() {
        if (!findings.isEmpty()) {
            throw new AssertionError(describe());
        }
    }
}
