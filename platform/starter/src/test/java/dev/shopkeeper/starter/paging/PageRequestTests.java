package dev.shopkeeper.starter.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.starter.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTests {

    @Test
    void walksThroughAListingPageByPage() {
        // given
        PageRequest first = PageRequest.of(2, null);

        // when
        Page<String> page = first.page(List.of("a", "b/🎈", "c"), Function.identity());
        PageRequest second = PageRequest.of(2, Objects.requireNonNull(page.nextCursor()));

        // then
        assertThat(page.items()).containsExactly("a", "b/🎈");
        assertThat(second.after()).isEqualTo("b/🎈");
        assertThat(second.page(List.of("c"), Function.identity()).nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void refusesALimitOutOfBounds(int limit) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PageRequest.of(limit, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "_w", "AA"})
    void refusesACursorThatIsNotOurs(String cursor) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PageRequest.of(null, cursor));
    }
}
