package dev.shopkeeper.local.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationProcessTests {
    @TempDir
    private Path folder;

    @Test
    void startsWithACacheThatWasMadeWhileTheApplicationRan() throws IOException {
        UnpackedJar unpacked = new UnpackedJar(folder.resolve("order-service.jar"), "1", "f");
        AotCache cache = AotCache.of(Application.ORDER, unpacked, folder);
        assertThat(ApplicationProcess.command(Application.ORDER, unpacked, cache))
                .noneMatch(flag -> flag.startsWith("-XX:AOTCache"));

        Files.createDirectories(folder.resolve("aot"));
        Files.createFile(cache.file());

        assertThat(ApplicationProcess.command(Application.ORDER, unpacked, cache))
                .contains("-XX:AOTCache=" + cache.file());
    }
}
