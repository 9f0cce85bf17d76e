package dev.shopkeeper.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/** Which history is told; kept in a file, so that one that was interrupted is taken up as the same. */
record SeedPlan(long seed, double scale, Instant until) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * This plan, or that of the file if it is of the same seed and scale; the file then holds what is returned.
     *
     * @param insist whether {@code until} was asked for, so that the file may not change it
     */
    SeedPlan resumedFrom(Path file, boolean insist) {
        try {
            if (Files.exists(file)) {
                SeedPlan before = JSON.readValue(Files.readString(file), SeedPlan.class);
                boolean same = before.seed() == seed && Double.compare(before.scale(), scale) == 0;
                if (!same || (insist && !before.until().equals(until))) {
                    throw new IllegalArgumentException(file + " says that another history was begun: " + before
                            + ". Maybe the platform was reset? Then delete that file.");
                }
                return before;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, JSON.writeValueAsString(this));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
