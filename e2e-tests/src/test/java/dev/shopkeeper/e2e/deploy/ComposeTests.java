package dev.shopkeeper.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComposeTests {

    private static final Path FILE = Repository.root().resolve("docker-compose.yml");
    private static final Path TOKEN = Repository.root().resolve("deploy/metrics-token.sh");
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
        Files.copy(Repository.root().resolve("deploy/metrics-token.sh"), folder.resolve("deploy/metrics-token.sh"));

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
        Matcher secret =
                Pattern.compile("(?m)^SHOPKEEPER_INTERNAL_SECRET=(.+)$").matcher(made);
        assertThat(secret.find()).isTrue();
        assertThat(token[2]).isEqualTo(signature(secret.group(1), token[0] + "." + token[1]));
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8))
                .contains("\"role\":\"METRICS\"");
        assertThat(Files.getPosixFilePermissions(folder.resolve(".env")).toString())
                .doesNotContain("OTHERS", "GROUP");
    }

    /** Secrets below, at and above the 64 bytes from which on HMAC uses their hash. */
    @ParameterizedTest
    @ValueSource(ints = {32, 33, 63, 64, 65, 200})
    void theTokenOfMetricsIsSignedWithTheSecretOfTheFileAndLastsAsLongAsIsAsked(int length, @TempDir Path folder)
            throws IOException, InterruptedException {
        assumeThat(run(Map.of(), "openssl", "version").exit())
                .as("openssl is installed")
                .isZero();
        Random random = new Random(length);
        String secret = random.ints(length, '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Path file = Files.writeString(folder.resolve("secret"), secret + "\n");

        Run run = run(Map.of(), "bash", TOKEN.toString(), "--days", "7", file.toString());

        assertThat(run.exit()).as(run.output()).isZero();
        String[] token = run.output().split("\\.");
        assertThat(token).hasSize(3);
        assertThat(token[2]).isEqualTo(signature(secret, token[0] + "." + token[1]));
        JsonNode claims =
                JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(7 * 86400);
        assertThat(claims.path("role").asString()).isEqualTo("METRICS");
    }

    @Test
    void theTokenOfMetricsIsRefusedByNameWhereSecretOrDaysAreBad(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path shortOne = Files.writeString(folder.resolve("secret"), "too-short");

        assertThat(run(Map.of(), "bash", TOKEN.toString(), "--days", "0").output())
                .contains("--days is '0'");
        assertThat(run(
                                Map.of(),
                                "bash",
                                TOKEN.toString(),
                                folder.resolve("none").toString())
                        .output())
                .contains("none' cannot be read");
        Run run = run(Map.of(), "bash", TOKEN.toString(), shortOne.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("has 9 bytes, fewer than 32").doesNotContain("too-short");
    }

    private static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
