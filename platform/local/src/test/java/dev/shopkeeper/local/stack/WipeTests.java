package dev.shopkeeper.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.local.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WipeTests {
    @TempDir
    private Path folder;

    @Test
    void forgetsThatTheDemoShopWasToldAndKeepsTheKeys() throws IOException {
        StackHome home = new StackHome(folder);
        Files.writeString(home.demoState(), "{}");
        Files.writeString(home.demoMarker(), "");
        Files.writeString(home.keysFile(), "KEY=1");

        LocalStack.wipe(home, false);

        assertThat(home.demoState()).doesNotExist();
        assertThat(home.demoMarker()).doesNotExist();
        assertThat(home.keysFile()).exists();
    }
}
