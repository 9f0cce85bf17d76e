package dev.shopkeeper.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Solvers that ours is compared with are nobody's but the benches'. */
class PeersTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PEER = Pattern.compile("<artifactId>\\s*(jsprit-|ortools-)");

    @Test
    void areNamedByNoOtherModule() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        List<String> naming = new ArrayList<>();
        Matcher module = MODULE.matcher(parent);
        while (module.find()) {
            if (PEER.matcher(Files.readString(ROOT.resolve(module.group(1)).resolve("pom.xml")))
                    .find()) {
                naming.add(module.group(1));
            }
        }

        assertThat(naming).containsExactly("benchmarks");
    }

    @Test
    void areOnlyManagedByTheParent() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        int end = parent.indexOf("</dependencyManagement>");

        assertThat(PEER.matcher(parent.substring(0, end)).find()).isTrue();
        assertThat(PEER.matcher(parent.substring(end)).find()).isFalse();
    }
}
