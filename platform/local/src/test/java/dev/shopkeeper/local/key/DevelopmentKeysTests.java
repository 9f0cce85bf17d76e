package dev.shopkeeper.local.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentKeysTests {
    @TempDir
    private Path folder;

    private StackHome home = new StackHome(Path.of("."));

    @BeforeEach
    void setUp() {
        home = new StackHome(folder);
    }

    @Test
    void areMadeOnceAndKept() {
        DevelopmentKeys first = provide();
        DevelopmentKeys second = provide();

        assertThat(first.storefront()).startsWith("pk_local_").isEqualTo(second.storefront());
        assertThat(first.operator()).startsWith("sk_local_").isEqualTo(second.operator());
        assertThat(first.admin()).startsWith("sk_admin_").isEqualTo(second.admin());
        assertThat(first.internalSecret()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(first.superuserPasswordIsNew()).isTrue();
        assertThat(second.superuserPasswordIsNew()).isFalse();
    }

    @Test
    void includeOneThatReadsMetricsAndNothingElse() throws IOException {
        provide();

        String key = Files.readAllLines(home.keysFile()).stream()
                .filter(line -> line.startsWith("SHOPKEEPER_METRICS_KEY="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(home.apiKeysFile()))
                .contains("\"sha256\":\"" + DevelopmentKeys.sha256(key) + "\",\"role\":\"METRICS\"");
    }

    @Test
    void differFromHomeToHome(@TempDir Path other) {
        DevelopmentKeys here = provide();
        DevelopmentKeys there = DevelopmentKeys.provide(new StackHome(other), "u", "k", "d");

        assertThat(here.admin()).isNotEqualTo(there.admin());
    }

    @Test
    void keepAKeyThatWasChosenByHand() throws IOException {
        Files.writeString(home.keysFile(), "# mine\nSHOPKEEPER_ADMIN_KEY=sk_mine\nDB_PASSWORD_ORDER=secret\n");

        DevelopmentKeys keys = provide();

        assertThat(keys.admin()).isEqualTo("sk_mine");
        assertThat(keys.databasePassword(Application.ORDER)).isEqualTo("secret");
    }

    @Test
    void areReadableByTheirOwnerAlone() throws IOException {
        provide();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.keysFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.apiKeysFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void reachTheGatewayAsHashesOnly() throws IOException {
        DevelopmentKeys keys = provide();
        String hashed = Files.readString(home.apiKeysFile());

        assertThat(hashed)
                .contains(DevelopmentKeys.sha256(keys.storefront()))
                .contains("\"role\":\"STOREFRONT\"", "\"role\":\"OPERATOR\"", "\"role\":\"ADMIN\"")
                .doesNotContain(keys.storefront(), keys.operator(), keys.admin());
        assertThat(hashed).containsPattern(Pattern.compile("\"sha256\":\"[0-9a-f]{64}\""));
    }

    @Test
    void hashAsTheStandardSays() {
        assertThat(DevelopmentKeys.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private DevelopmentKeys provide() {
        return DevelopmentKeys.provide(
                home, "http://localhost:8080", "127.0.0.1:19092", "jdbc:postgresql://127.0.0.1:15432/");
    }
}
