package dev.shopkeeper.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.sample.SampleApplication;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class InternalSecretTests {

    @Test
    void anApplicationWithoutOneDoesNotStartAndNamesTheVariable(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(SampleApplication.class)
                        .run("--shopkeeper.security.internal-secret=", "--server.port=0"))
                .isInstanceOf(InternalSecretException.class);

        assertThat(output.getOut() + output.getErr())
                .contains("APPLICATION FAILED TO START")
                .contains("SHOPKEEPER_INTERNAL_SECRET is not set")
                .contains("openssl rand -hex 32");
    }

    @Test
    void aShortOneIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> new InternalTokens("too short to be safe", Clock.systemUTC()))
                .isInstanceOf(InternalSecretException.class)
                .hasMessageContaining("SHOPKEEPER_INTERNAL_SECRET has 20 bytes")
                .hasMessageNotContaining("too short to be safe");
    }
}
