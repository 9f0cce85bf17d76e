package dev.shopkeeper.learning.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerFolderTests {

    private static final FileTime YESTERDAY = FileTime.from(Instant.now().minus(Duration.ofDays(1)));

    private final String before = System.getProperty("java.io.tmpdir");

    @TempDir
    private Path parent;

    @BeforeEach
    void useAFolderOfItsOwn() {
        System.setProperty("java.io.tmpdir", parent.toString());
    }

    @AfterEach
    void useTheFormerFolder() {
        System.setProperty("java.io.tmpdir", before);
    }

    @Test
    void isGoneWithAllThatIsInIt() throws IOException {
        try (TrainerFolder folder = TrainerFolder.create()) {
            Files.createDirectories(folder.path().resolve("a/b"));
            Files.writeString(folder.path().resolve("a/b/c"), "d");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void deletesThoseThatNobodyHasAnyMoreAndNoOthers() throws IOException {
        // given
        Path forsaken = Files.createDirectory(parent.resolve("shopkeeper-trainer-1"));
        Files.setLastModifiedTime(Files.createFile(forsaken.resolve("lock")), YESTERDAY);
        Path young = Files.createDirectory(parent.resolve("shopkeeper-trainer-2"));
        Files.createFile(young.resolve("lock"));
        Path others = Files.createDirectory(parent.resolve("others"));
        try (TrainerFolder used = TrainerFolder.create()) {
            Files.setLastModifiedTime(used.path().resolve("lock"), YESTERDAY);

            // when
            TrainerFolder.create().close();

            // then
            assertThat(forsaken).doesNotExist();
            assertThat(young).exists();
            assertThat(others).exists();
            assertThat(used.path()).exists();
        }
    }
}
