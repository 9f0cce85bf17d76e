package dev.shopkeeper.starter.problem;

import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.TypeMismatchException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Parameters, headers and parts that are missing or of the wrong type, each by its name and value. */
final class ParameterProblems implements ProblemTranslator {

    @Override
    public Optional<ProblemAnswer> translate(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case MethodArgumentTypeMismatchException mismatch ->
                        ProblemAnswer.invalid(
                                mismatch.getName(),
                                mismatch.getValue(),
                                "must be " + TypeNames.of(mismatch.getRequiredType()));
                    case TypeMismatchException mismatch ->
                        ProblemAnswer.invalid(
                                Names.snakeCase(Objects.requireNonNullElse(mismatch.getPropertyName(), "parameter")),
                                mismatch.getValue(),
                                "must be " + TypeNames.of(mismatch.getRequiredType()));
                    case MissingServletRequestParameterException missing ->
                        ProblemAnswer.invalid(missing.getParameterName(), null, "is missing");
                    case MissingRequestHeaderException missing ->
                        ProblemAnswer.invalid(missing.getHeaderName(), null, "is missing");
                    case MissingServletRequestPartException missing ->
                        ProblemAnswer.invalid(missing.getRequestPartName(), null, "is missing");
                    default -> null;
                });
    }
}
