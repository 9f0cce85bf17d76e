package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuzzArgumentsTests {

    @Test
    void readsWhatIsGiven() {
        FuzzArguments read = FuzzArguments.parse(
                "--base-url=http://localhost:1/",
                "--key=sk_1",
                "--seed=42",
                "--requests=9",
                "--exclude=train,rollback");

        assertThat(read.options().baseUrl()).hasToString("http://localhost:1");
        assertThat(read.options().credentials()).isEqualTo(Map.of("X-API-Key", "sk_1"));
        assertThat(read.options().seed()).isEqualTo(42);
        assertThat(read.options().requestsPerOperation()).isEqualTo(9);
        assertThat(read.options().exclude()).extracting(Pattern::pattern).containsExactly("train", "rollback");
        assertThat(read.document()).isEqualTo("/v3/api-docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense=1", "seed=1", "--seed", "--seed=many"})
    void refusesWhatItDoesNotUnderstandByName(String argument) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FuzzArguments.parse("--base-url=http://localhost:1", argument))
                .withMessageContaining(argument.replaceAll("^--|=.*", ""));
    }

    @Test
    void asksForTheAddress() {
        assertThatIllegalArgumentException().isThrownBy(FuzzArguments::parse).withMessageContaining("--base-url");
    }
}
