package dev.shopkeeper.local.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTests {
    @TempDir
    private Path data;

    @Test
    void refusesAFolderThatIsNotWhole() throws IOException {
        Files.writeString(data.resolve("PG_VERSION"), "18\n");

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> Cluster.check(data, 18))
                .withMessageContaining(data.toString())
                .withMessageContaining("incomplete")
                .withMessageContaining("./shop reset");
    }

    @Test
    void refusesAnotherMajorVersionByName() throws IOException {
        whole("17");

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> Cluster.check(data, 18))
                .withMessageContaining("version 17")
                .withMessageContaining("PostgreSQL 18");
    }

    @Test
    void acceptsAWholeOne() throws IOException {
        whole("18");

        assertThatCode(() -> Cluster.check(data, 18)).doesNotThrowAnyException();
    }

    private void whole(String version) throws IOException {
        Files.writeString(data.resolve("PG_VERSION"), version + "\n");
        Files.createDirectory(data.resolve("global"));
        Files.createFile(data.resolve("global/pg_control"));
    }
}
