package dev.shopkeeper.learning.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.info.GitProperties;

class CodeCommitTests {

    private static final String COMMIT = "4bf92f3577b34da6a3ce929d0e0e4736aabbccdd";

    private static GitProperties built(String dirty) {
        Properties properties = new Properties();
        properties.setProperty("commit.id", COMMIT);
        properties.setProperty("dirty", dirty);
        return new GitProperties(properties);
    }

    @Test
    void isTheOneOfTheBuild() {
        assertThat(CodeCommit.of("", built("false"))).isEqualTo(COMMIT);
    }

    @Test
    void saysThatTheTreeHadChanges() {
        assertThat(CodeCommit.of(" ", built("true"))).isEqualTo(COMMIT + "-dirty");
    }

    @Test
    void isWhatTheEnvironmentSaysBeforeAll() {
        assertThat(CodeCommit.of("v1.2", built("true"))).isEqualTo("v1.2");
    }

    @Test
    void isUnknownWhereTheBuildHadNoHistory() {
        assertThat(CodeCommit.of("", null)).isEqualTo("unknown");
        assertThat(CodeCommit.of("", new GitProperties(new Properties()))).isEqualTo("unknown");
    }
}
