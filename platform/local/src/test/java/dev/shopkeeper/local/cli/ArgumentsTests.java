package dev.shopkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.local.cli.Arguments.Syntax;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTests {
    private static final Syntax SYNTAX = Syntax.of(Set.of("--seed"), Set.of("--json"), 1, 2);

    @Test
    void takesValuesInBothWays() {
        assertThat(parse("a", "--seed", "7").number("--seed", 1)).isEqualTo(7);
        assertThat(parse("--seed=8", "a").number("--seed", 1)).isEqualTo(8);
        assertThat(parse("a").number("--seed", 1)).isEqualTo(1);
    }

    @Test
    void knowsSwitchesFromOperands() {
        Arguments arguments = parse("a", "--json", "b");

        assertThat(arguments.has("--json")).isTrue();
        assertThat(arguments.operands()).containsExactly("a", "b");
    }

    @Test
    void takesEverythingAfterTwoDashesAsItIs() {
        assertThat(parse("--", "--json").operands()).containsExactly("--json");
    }

    @Test
    void refusesByName() {
        refuses("There is no option --sed", "a", "--sed", "7");
        refuses("--seed needs a value", "a", "--seed");
        refuses("--json takes no value", "a", "--json=yes");
        refuses("'c' is too much", "a", "b", "c");
        refuses("missing", "--json");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse("a", "--seed", "x").number("--seed", 1))
                .withMessageContaining("--seed")
                .withMessageContaining("'x'");
    }

    @Test
    void passesUnknownOptionsOnToAnotherProgram() {
        assertThat(Arguments.parse(List.of("--rate", "5"), Syntax.passingOn(0)).operands())
                .containsExactly("--rate", "5");
    }

    private static Arguments parse(String... words) {
        return Arguments.parse(List.of(words), SYNTAX);
    }

    private static void refuses(String message, String... words) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(words))
                .withMessageContaining(message);
    }
}
