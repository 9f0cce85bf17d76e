package dev.shopkeeper.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alert rules and dashboards speak only of metrics that exist. */
class ObservabilityTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path PROMETHEUS = Repository.root().resolve("deploy/prometheus");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()(?![a-zA-Z0-9_:])");
    private static final Set<String> WORDS =
            Set.of("by", "without", "and", "or", "unless", "on", "ignoring", "bool", "offset");

    private static Set<String> known() {
        return Repository.text(PROMETHEUS.resolve("metrics.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The metrics of a PromQL expression. */
    static Set<String> metrics(String expression) {
        String bare = expression
                .replaceAll("\"[^\"]*\"", "")
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^\\]]*]", "")
                .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", "");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            boolean number = matcher.start() > 0 && Character.isDigit(bare.charAt(matcher.start() - 1));
            if (!number && !WORDS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private static List<Map<String, Object>> alerts() {
        List<Map<String, Object>> alerts = new ArrayList<>();
        Map<String, Object> rules =
                Repository.yaml(PROMETHEUS.resolve("rules.yml")).getFirst();
        for (Object group : (List<?>) Objects.requireNonNull(rules.get("groups"))) {
            for (Object rule : (List<?>) Objects.requireNonNull(
                    Repository.map(Objects.requireNonNull(group)).get("rules"))) {
                alerts.add(Repository.map(Objects.requireNonNull(rule)));
            }
        }
        return alerts;
    }

    @Test
    void metricsAreFoundInAnExpression() {
        assertThat(metrics("histogram_quantile(0.99, sum by (uri, le) (rate(a_bucket{x=\"b_total\"}[5m]))) > 1e3"
                        + " and on (service) c_total offset 5m"))
                .containsExactlyInAnyOrder("a_bucket", "c_total");
    }

    @Test
    void alertsUseKnownMetricsAndSayWhatToDo() {
        assertThat(alerts()).hasSizeGreaterThan(8);
        for (Map<String, Object> alert : alerts()) {
            assertThat(alert.keySet()).isSubsetOf("alert", "expr", "for", "labels", "annotations");
            assertThat(known()).as("%s", alert.get("alert")).containsAll(metrics(String.valueOf(alert.get("expr"))));
            assertThat(Repository.map(Objects.requireNonNull(alert.get("annotations"))))
                    .containsKeys("summary", "action");
            assertThat(Repository.map(Objects.requireNonNull(alert.get("labels")))
                            .get("severity"))
                    .isIn("page", "ticket");
        }
    }

    @Test
    void everyAlertHasItsPlaceInTheGuideAndATestOfItsOwn() {
        String guide = Repository.text(Repository.root().resolve("docs/operations.md"));
        String tests = Repository.text(PROMETHEUS.resolve("rules_test.yml"));
        for (Map<String, Object> alert : alerts()) {
            assertThat(guide).as("docs/operations.md").contains("\n| `" + alert.get("alert") + "` |");
            assertThat(tests).as("rules_test.yml").contains("alertname: " + alert.get("alert") + "\n");
        }
    }

    @Test
    void dashboardsUseKnownMetricsAndHaveNamesOfTheirOwn() {
        Set<String> uids = new HashSet<>();
        List<Path> dashboards = Repository.files("deploy/grafana/dashboards", ".json");
        assertThat(dashboards).hasSizeGreaterThanOrEqualTo(5);
        for (Path file : dashboards) {
            JsonNode dashboard = JSON.readTree(Repository.text(file));
            assertThat(uids.add(dashboard.path("uid").asString()))
                    .as("uid of %s", file)
                    .isTrue();
            assertThat(dashboard.path("panels")).as("panels of %s", file).isNotEmpty();
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    assertThat(known())
                            .as("%s: %s", file.getFileName(), panel.path("title"))
                            .containsAll(metrics(target.path("expr").asString()));
                }
            }
        }
    }

    @Test
    void everyYamlFileUnderDeployIsWellFormed() {
        List<Path> files = new ArrayList<>(Repository.files("deploy", ".yaml"));
        files.addAll(Repository.files("deploy", ".yml"));
        files.removeIf(file -> file.toString().contains("/templates/")); // these are Go templates
        for (Path file : files) {
            assertThat(Repository.yaml(file)).as("%s", file).isNotEmpty();
        }
    }

    @Test
    void prometheusAgreesWithItsUnitTests() throws InterruptedException {
        Promtool run = promtool("test", "rules", "rules_test.yml");

        assertThat(run.exit()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yml", "kubernetes.yml"})
    void prometheusTakesItsConfiguration(String name, @TempDir Path folder) throws IOException, InterruptedException {
        Promtool run = promtool("check", "config", "--syntax-only", name);
        if (run.output().contains("field kubernetes_sd_configs not found")) {
            // Debian builds it without the client of Kubernetes: the rest can be looked at all the same.
            Map<String, Object> configuration =
                    Repository.yaml(PROMETHEUS.resolve(name)).getFirst();
            for (Object job : (List<?>) Objects.requireNonNull(configuration.get("scrape_configs"))) {
                Repository.map(Objects.requireNonNull(job)).remove("kubernetes_sd_configs");
            }
            Path rest = Files.writeString(folder.resolve(name), JSON.writeValueAsString(configuration));
            run = promtool("check", "config", "--syntax-only", rest.toString());
        }

        assertThat(run.exit()).as(run.output()).isZero();
    }

    private record Promtool(int exit, String output) {}

    private static Promtool promtool(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(PROMETHEUS.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Promtool(process.waitFor(), output);
        } catch (IOException e) {
            assumeThat(false).as("promtool is installed").isTrue();
            throw new UncheckedIOException(e);
        }
    }
}
