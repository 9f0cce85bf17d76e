package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./shop} with further words, against the platform that runs. */
final class ShopCommand {

    private ShopCommand() {}

    static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("shop")) || !Files.exists(folder.resolve("gateway"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("No folder above holds ./shop. Maybe run the tests in the repository?");
            }
        }
        return folder;
    }

    /** Runs it to its end, and returns what it printed. */
    static String run(RunningPlatform platform, String... words) throws IOException, InterruptedException {
        Path answer = Files.createTempFile(platform.logs(), "shop", ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shopkeeper.local.cli.Shop"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("SHOPKEEPER_URL");
        builder.environment().remove("SHOPKEEPER_KEY");
        builder.environment()
                .put("SHOPKEEPER_HOME", platform.stack().options().home().root().toString());
        Process shop = builder.start();
        boolean ended = shop.waitFor(3, TimeUnit.MINUTES);
        shop.destroyForcibly();
        assertThat(ended).isTrue();
        return Files.readString(answer);
    }
}
