package dev.shopkeeper.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeTests {

    private static final Path FILE = Repository.root().resolve("docker-compose.yml");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?");

    private static Map<String, Object> services() {
        return Repository.map(
                Objects.requireNonNull(Repository.yaml(FILE).getFirst().get("services")));
    }

    private static Set<String> required() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = REQUIRED.matcher(Repository.text(FILE));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Test
    void composeFindsNothingWrong(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(run(Map.of(), "docker", "compose", "version").exit())
                .as("docker with the compose plugin is installed")
                .isZero();
        Map<String, String> environment = new TreeMap<>();
        required().forEach(name -> environment.put(name, "value"));
        Path empty = Files.createFile(folder.resolve("empty.env"));

        Run run = run(
                environment,
                "docker",
                "compose",
                "--env-file",
                empty.toString(),
                "-f",
                FILE.toString(),
                "--profile",
                "*",
                "config",
                "-q");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).isBlank();
    }

    @Test
    void withoutSecretsComposeRefusesAndSaysWhatToRun(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(run(Map.of(), "docker", "compose", "version").exit())
                .as("docker with the compose plugin is installed")
                .isZero();
        Path empty = Files.createFile(folder.resolve("empty.env"));

        Run run = run(
                Map.of(), "docker", "compose", "--env-file", empty.toString(), "-f", FILE.toString(), "config", "-q");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("deploy/compose/make-env.sh");
    }

    @Test
    void everyApplicationIsThereAndBuiltFromItsModule() {
        for (String application : Repository.APPLICATIONS) {
            Map<String, Object> service =
                    Repository.map(Objects.requireNonNull(services().get(application)));
            Map<String, Object> build = Repository.map(Objects.requireNonNull(service.get("build")));
            assertThat(Repository.map(Objects.requireNonNull(build.get("args"))))
                    .containsEntry("SERVICE", application);
            assertThat(service).containsEntry("read_only", true).containsKey("mem_limit");
        }
    }

    @Test
    void onlyTheGatewayIsPublished() {
        services().forEach((name, service) -> {
            boolean always = !Repository.map(service).containsKey("profiles");
            assertThat(Repository.map(service).containsKey("ports") && always)
                    .as(name)
                    .isEqualTo(name.equals("gateway"));
        });
    }

    @Test
    void secretsAreNeverDefaulted() {
        assertThat(Repository.text(FILE)).doesNotContainPattern("\\$\\{[A-Z_]*(SECRET|PASSWORD)[A-Z_]*:-");
        assertThat(required()).contains("SHOPKEEPER_INTERNAL_SECRET", "POSTGRES_PASSWORD", "ORDER_DB_PASSWORD");
    }

    @Test
    void theEnvironmentMakerMakesAllThatIsRequired(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(run(Map.of(), "openssl", "version").exit())
                .as("openssl is installed")
                .isZero();
        Path script = Files.createDirectories(folder.resolve("deploy/compose")).resolve("make-env.sh");
        Files.copy(Repository.root().resolve("deploy/compose/make-env.sh"), script);

        Run run = run(Map.of(), "bash", script.toString());

        assertThat(run.exit()).as(run.output()).isZero();
        String made = Repository.text(folder.resolve(".env"));
        for (String name : required()) {
            assertThat(made).as(name).containsPattern("(?m)^" + name + "=.{16,}$");
        }
        String keys = Repository.text(folder.resolve("deploy/compose/secrets/api-keys.json"));
        assertThat(keys).containsPattern("\"sha256\": \"[0-9a-f]{64}\", \"role\": \"ADMIN\"");
        assertThat(keys).containsPattern("\"id\": \"metrics\", \"sha256\": \"[0-9a-f]{64}\", \"role\": \"METRICS\"");
        String[] token = Repository.text(folder.resolve("deploy/compose/secrets/metrics-token"))
                .split("\\.");
        assertThat(token).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8))
                .contains("\"role\":\"METRICS\"");
        assertThat(Files.getPosixFilePermissions(folder.resolve(".env")).toString())
                .doesNotContain("OTHERS", "GROUP");
    }

    private record Run(int exit, String output) {}

    private static Run run(Map<String, String> environment, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            return new Run(127, String.valueOf(e.getMessage())); // not installed
        }
    }
}
