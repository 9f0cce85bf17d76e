package dev.shopkeeper.starter.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Inputs that have the right form and the wrong content, each by its name and value. */
final class ValidationProblems implements ProblemTranslator {

    @Override
    public Optional<ProblemAnswer> translate(Throwable failure) {
        return Optional.ofNullable(
                switch (failure) {
                    case BindException invalid -> ProblemAnswer.invalid(ofBinding(invalid.getBindingResult()));
                    case HandlerMethodValidationException invalid
                    when !invalid.isForReturnValue() ->
                        ProblemAnswer.invalid(ofParameters(invalid.getParameterValidationResults()));
                    case ConstraintViolationException invalid -> ProblemAnswer.invalid(ofConstraints(invalid));
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

    private static List<Violation> ofBinding(BindingResult result) {
        List<Violation> violations = new ArrayList<>();
        for (ObjectError error : result.getAllErrors()) {
            if (error instanceof FieldError field) {
                violations.add(new Violation(
                        Names.snakeCase(field.getField()),
                        field.getRejectedValue(),
                        field.isBindingFailure() ? "has the wrong type" : message(error)));
            } else {
                violations.add(new Violation("body", null, message(error)));
            }
        }
        return violations;
    }

    private static List<Violation> ofParameters(List<ParameterValidationResult> results) {
        List<Violation> violations = new ArrayList<>();
        for (ParameterValidationResult result : results) {
            if (result instanceof ParameterErrors nested) {
                String prefix = nested.getContainerIndex() == null ? "" : "[" + nested.getContainerIndex() + "].";
                nested.getFieldErrors()
                        .forEach(field -> violations.add(new Violation(
                                prefix + Names.snakeCase(field.getField()), field.getRejectedValue(), message(field))));
                nested.getGlobalErrors().forEach(error -> violations.add(new Violation("body", null, message(error))));
            } else {
                result.getResolvableErrors()
                        .forEach(error -> violations.add(new Violation(
                                name(result.getMethodParameter()), result.getArgument(), message(error))));
            }
        }
        return violations;
    }

    private static List<Violation> ofConstraints(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(violation -> new Violation(
                        Names.snakeCase(
                                violation.getPropertyPath().toString().replaceFirst("^[^.]+\\.(arg\\d+\\.)?", "")),
                        violation.getInvalidValue(),
                        violation.getMessage()))
                .toList();
    }

    private static String message(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }

    private static String name(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        String given = query != null ? query.name() : path != null ? path.name() : header != null ? header.name() : "";
        return given.isEmpty() ? orParameter(parameter.getParameterName()) : given;
    }

    private static String orParameter(@Nullable String name) {
        return name == null ? "parameter" : name;
    }
}
