package dev.shopkeeper.starter.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error: RFC 9457 with a stable code.
 *
 * @param type {@code urn:shopkeeper:problem:<code>}
 * @param instance path of the request
 * @param code stable, machine-readable, kebab-case
 * @param errors the offending inputs, empty where the problem is of another kind
 * @param hint what the caller may do
 * @param correlationId under which the log tells more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @JsonProperty("type") String type,
        @JsonProperty("title") String title,
        @JsonProperty("status") int status,
        @JsonProperty("detail") String detail,
        @JsonProperty("instance") @Nullable String instance,
        @JsonProperty("code") String code,
        @JsonProperty("errors") List<Violation> errors,
        @JsonProperty("hint") @Nullable String hint,
        @JsonProperty("correlation_id") @Nullable String correlationId) {

    public Problem {
        errors = List.copyOf(errors);
    }
}
