package dev.shopkeeper.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

class KnownParametersTests {

    private final KnownParameters interceptor = new KnownParameters();

    /** Operations of all kinds. */
    static class Operations {

        void page(
                @RequestParam(name = "limit", required = false) Integer limit,
                @RequestParam(required = false) String cursor,
                @RequestParam(name = "exclude", required = false) List<String> excluded,
                MockHttpServletRequest request) {}

        void promote() {}
    }

    private void ask(String operation, @Nullable String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setQueryString(query);
        interceptor.preHandle(request, new MockHttpServletResponse(), handler(operation));
    }

    private List<Violation> refused(String operation, String query) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> ask(operation, query));
        assertThat(refusal).as(query).isNotNull();
        assertThat(refusal.status().value()).isEqualTo(400);
        return refusal.violations();
    }

    private static HandlerMethod handler(String operation) {
        Method method = Arrays.stream(Operations.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(operation))
                .findFirst()
                .orElseThrow();
        return new HandlerMethod(new Operations(), method);
    }

    @Test
    void takesWhatAnOperationNames() {
        assertThatNoException().isThrownBy(() -> {
            ask("page", null);
            ask("page", "");
            ask("page", "limit=3&cursor=a%2Bb&exclude=x&exclude=y");
            ask("page", "limit");
            ask("page", "cursor=%E4%B8%AD&limit=%7B1%7D");
            ask("promote", null);
        });
    }

    @Test
    void refusesEveryNameThatItDoesNotKnowAndSaysWhichItKnows() {
        assertThat(refused("page", "limt=3&limit=4&%E5%80%BC=a+b"))
                .extracting(Violation::name, Violation::value)
                .containsExactlyInAnyOrder(tuple("limt", "3"), tuple("值", "a b"));
        assertThat(refused("page", "surplus").getFirst().message()).contains("known are cursor, exclude, limit");
        assertThat(refused("promote", "dry_run=true").getFirst().message()).contains("no parameters are taken");
    }

    @Test
    void refusesASecondValueOfWhatTakesOne() {
        assertThat(refused("page", "limit=3&limit=4"))
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("limit"))
                .satisfies(one -> assertThat(one.message()).contains("one value"));
    }

    @Test
    void showsWhatIsNotWellEncodedAsItCame() {
        assertThat(refused("page", "a%zz=%").getFirst().name()).isEqualTo("a%zz");
    }

    @Test
    void leavesHandlersOfOthersAlone() throws NoSuchMethodException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setQueryString("anything=1");
        HandlerMethod others = new HandlerMethod("text", String.class.getMethod("length"));
        assertThat(interceptor.preHandle(request, new MockHttpServletResponse(), others))
                .isTrue();
        assertThat(interceptor.preHandle(request, new MockHttpServletResponse(), new Object()))
                .isTrue();
    }
}
