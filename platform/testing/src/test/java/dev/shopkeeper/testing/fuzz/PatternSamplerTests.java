package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSamplerTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{3}$",
                "^\\d{1,12}(\\.\\d{1,6})?$",
                "^[^\\u0000-\\u001f\\u007f-\\u009f]+$",
                "^(red|green|b(l|r)ue)-[0-9a-f]{2,}$",
                "^urn:[a-z][a-z0-9-]*:\\w+\\s?x*$",
                "^(?:ab)+c?$",
                "^[\\w.-]+@shop$",
                "a|b|"
            })
    void makesTextsThatMatch(String pattern) {
        for (int seed = 0; seed < 200; seed++) {
            String text = PatternSampler.sample(pattern, new Random(seed));
            assertThat(Pattern.compile(pattern).matcher(text).matches())
                    .as("seed %d gave '%s'", seed, text)
                    .isTrue();
        }
    }

    @Test
    void saysWhereAPatternIsNotUnderstood() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PatternSampler.sample("^(?=x)y$", new Random(1)))
                .withMessageContaining("look-around");
    }
}
