package dev.shopkeeper.starter.problem;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a JSON body: the field by its path, the value, and why. */
final class JsonProblems {

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate (?:Object )?property \"?'?([^\"']*)");

    private JsonProblems() {}

    static ProblemAnswer of(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case InvalidFormatException format ->
                ProblemAnswer.invalid(
                        path(format), format.getValue(), "must be " + TypeNames.of(format.getTargetType()));
            case InvalidNullException missing -> ProblemAnswer.invalid(path(missing), null, "must not be null");
            case ValueInstantiationException refused -> ProblemAnswer.invalid(path(refused), null, refusal(refused));
            case MismatchedInputException mismatched -> mismatched(mismatched);
            case InputCoercionException number ->
                ProblemAnswer.invalid(path(number), excerpt(number), "must be " + TypeNames.of(number.getTargetType()));
            case StreamConstraintsException tooBig ->
                ProblemAnswer.invalid(path(tooBig), null, "is too large: " + text(tooBig));
            case StreamReadException broken -> broken(broken);
            default -> unreadable(failure);
        };
    }

    private static ProblemAnswer unknown(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        String hint = known == null || known.isEmpty()
                ? ""
                : "; known are "
                        + known.stream().map(String::valueOf).sorted().limit(30).collect(Collectors.joining(", "));
        return ProblemAnswer.invalid(path(unknown), null, "is unknown here" + hint);
    }

    private static ProblemAnswer mismatched(MismatchedInputException mismatched) {
        String message = text(mismatched);
        if (message.startsWith("Trailing token")) {
            return ProblemAnswer.invalid("body", null, "has more after its end");
        }
        if (message.startsWith("No content")) {
            return ProblemAnswer.invalid("body", null, "is missing");
        }
        if (message.contains("Cannot map `null`") || message.contains("null value")) {
            return ProblemAnswer.invalid(path(mismatched), null, "must not be null");
        }
        Optional<ProblemAnswer> duplicate = duplicate(mismatched);
        if (duplicate.isPresent()) {
            return duplicate.get();
        }
        return ProblemAnswer.invalid(
                path(mismatched), excerpt(mismatched), "must be " + TypeNames.of(mismatched.getTargetType()));
    }

    private static ProblemAnswer broken(StreamReadException broken) {
        return duplicate(broken).orElseGet(() -> unreadable(broken));
    }

    private static Optional<ProblemAnswer> duplicate(JacksonException failure) {
        Matcher matcher = DUPLICATE.matcher(text(failure));
        if (!matcher.find()) {
            return Optional.empty();
        }
        String parent = path(failure);
        String name = matcher.group(1);
        String whole = parent.equals("body") ? name : parent.endsWith(name) ? parent : parent + "." + name;
        return Optional.of(ProblemAnswer.invalid(whole, null, "is given twice"));
    }

    private static ProblemAnswer unreadable(JacksonException failure) {
        String message = text(failure);
        boolean encoding = message.contains("UTF-8") || message.contains("UTF-32");
        String where = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return ProblemAnswer.invalid(
                path(failure), null, encoding ? "is not valid UTF-8" + where : "is no valid JSON" + where);
    }

    /** {@code items[0].price}, or {@code body} for the whole. */
    static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        List<JacksonException.Reference> references = failure.getPath();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(Math.max(0, reference.getIndex())).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Problems.shorten(reference.getPropertyName()));
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** The message of our own constructor, which says what it refuses. */
    private static String refusal(ValueInstantiationException refused) {
        Throwable cause = refused.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : cause instanceof NullPointerException && cause.getMessage() != null
                        ? cause.getMessage() + " must not be null"
                        : "is not valid";
    }

    private static @Nullable Object excerpt(JacksonException failure) {
        return failure.processor() instanceof JsonParser parser ? Excerpt.of(parser) : null;
    }

    private static String text(JacksonException failure) {
        String message = failure.getOriginalMessage();
        return message == null ? "" : message;
    }
}
