package dev.shopkeeper.learning.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.info.GitProperties;

class CodeCommitTests {

    private static final String COMMIT = "4bf92f3577b34da6a3ce929d0e0e4736aabbccdd";

    private static GitProperties built(String commit) {
        Properties properties = new Properties();
        properties.setProperty("commit.id", commit);
        return new GitProperties(properties);
    }

    @Test
    void isTheOneOfTheBuild() {
        assertThat(CodeCommit.of("", built(COMMIT))).isEqualTo(COMMIT);
    }

    @Test
    void saysThatTheTreeHadChanges() {
        assertThat(CodeCommit.of(" ", built(COMMIT + "-dirty"))).isEqualTo(COMMIT + "-dirty");
    }

    @Test
    void isWhatTheEnvironmentSaysBeforeAll() {
        assertThat(CodeCommit.of("v1.2", built(COMMIT + "-dirty"))).isEqualTo("v1.2");
    }

    @Test
    void isUnknownWhereTheBuildHadNoHistory() {
        assertThat(CodeCommit.of("", null)).isEqualTo("unknown");
        assertThat(CodeCommit.of("", built(""))).isEqualTo("unknown");
        assertThat(CodeCommit.of("", new GitProperties(new Properties()))).isEqualTo("unknown");
    }
}
