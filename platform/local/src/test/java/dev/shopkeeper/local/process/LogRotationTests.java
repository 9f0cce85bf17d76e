package dev.shopkeeper.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTests {
    @TempDir
    private Path folder;

    @Test
    void keepsNoMoreThanThreeOldLogsOfALimitedSize() throws IOException {
        LogRotation rotation = new LogRotation(folder, 10, Progress.silent());
        Path log = folder.resolve("kafka.log");
        for (int i = 1; i <= 5; i++) {
            Files.writeString(log, "a long line " + i, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            rotation.rotate();
        }

        assertThat(log).isEmptyFile();
        assertThat(folder.resolve("kafka.log.1")).hasContent("a long line 5");
        assertThat(folder.resolve("kafka.log.3")).hasContent("a long line 3");
        assertThat(folder.resolve("kafka.log.4")).doesNotExist();
    }

    @Test
    void leavesASmallLogAlone() throws IOException {
        Path log = Files.writeString(folder.resolve("kafka.log"), "short");

        new LogRotation(folder, 10, Progress.silent()).rotate();

        assertThat(log).hasContent("short");
        assertThat(folder.resolve("kafka.log.1")).doesNotExist();
    }

    @Test
    void aProcessGoesOnWritingAtTheBeginningOfTheEmptiedLog() throws Exception {
        Path log = folder.resolve("child.log");
        Process process = new ProcessBuilder("sh", "-c", "echo before the rotation; read go; echo after")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        while (Files.size(log) < "before the rotation\n".length()) {
            Thread.sleep(10);
        }

        new LogRotation(folder, 10, Progress.silent()).rotate();
        process.getOutputStream().close();
        process.waitFor();

        assertThat(log).hasContent("after");
        assertThat(folder.resolve("child.log.1")).hasContent("before the rotation");
    }

    @Test
    void aStartPutsTheLogOfTheLastRunAside() throws IOException {
        Path log = Files.writeString(folder.resolve("child.log"), "this run");
        Files.writeString(folder.resolve("child.log.1"), "the run before");

        LogRotation.setAside(log);

        assertThat(log).doesNotExist();
        assertThat(folder.resolve("child.log.1")).hasContent("this run");
        assertThat(folder.resolve("child.log.2")).hasContent("the run before");
    }
}
