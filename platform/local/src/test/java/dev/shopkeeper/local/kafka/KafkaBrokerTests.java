package dev.shopkeeper.local.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTests {
    @TempDir
    private Path data;

    @Test
    void refusesRecordsWithoutTheirIdentity() throws IOException {
        Files.createDirectory(data.resolve("order.events.v1-0"));

        assertThatExceptionOfType(LocalStackException.class)
                .isThrownBy(() -> KafkaBroker.check(data))
                .withMessageContaining("meta.properties")
                .withMessageContaining("./shop reset");
    }

    @Test
    void formatsAnInterruptedFirstStartAgain() throws IOException {
        Files.createDirectory(data.resolve("__cluster_metadata-0"));

        assertThatCode(() -> KafkaBroker.check(data)).doesNotThrowAnyException();
    }
}
