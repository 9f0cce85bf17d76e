package dev.shopkeeper.starter.problem;

import dev.shopkeeper.starter.observability.Correlation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** Turns failures into problem details. What nobody knows becomes a 500 that says nothing of the inside. */
public final class Problems {

    static final int LONGEST_VALUE = 100;
    private static final int MOST_ERRORS = 100;
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final List<ProblemTranslator> translators;

    public Problems(List<ProblemTranslator> translators) {
        this.translators = List.copyOf(translators);
    }

    /** What to answer to this failure; logs it if it is our fault. */
    public ProblemAnswer answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (ProblemTranslator translator : translators) {
                ProblemAnswer answer = translator.translate(cause).orElse(null);
                if (answer != null) {
                    if (answer.status().is5xxServerError()) {
                        log.warn("Answered {} {}: {}", answer.status().value(), answer.code(), name(cause));
                    }
                    return answer;
                }
            }
        }
        log.error("Answered 500 internal-error: {}", name(failure), Traces.withoutMessages(failure));
        return ProblemAnswer.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something failed that should not have. It was logged under the correlation id.")
                .withHint("Try again; if it fails again, tell the operator the correlation id.");
    }

    /** The body for a request to that path. */
    public static Problem body(ProblemAnswer answer, @Nullable String path) {
        return new Problem(
                "urn:shopkeeper:problem:" + answer.code(),
                answer.status().getReasonPhrase(),
                answer.status().value(),
                answer.detail(),
                path,
                answer.code(),
                answer.errors().stream()
                        .limit(MOST_ERRORS)
                        .map(error -> new Violation(error.name(), shorten(error.value()), error.message()))
                        .toList(),
                answer.hint(),
                Correlation.current());
    }

    /** Numbers and booleans as they are, everything else as text of at most {@value #LONGEST_VALUE} characters. */
    public static @Nullable Object shorten(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Double number when Double.isFinite(number) -> number;
            case Map<?, ?> map -> "an object of " + map.size() + " fields";
            case Iterable<?> list -> "a list";
            default -> shorten(String.valueOf(value));
        };
    }

    static String shorten(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_VALUE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }

    private static String name(Throwable failure) {
        return failure.getClass().getName();
    }
}
