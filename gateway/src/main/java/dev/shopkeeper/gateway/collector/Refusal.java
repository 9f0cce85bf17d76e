package dev.shopkeeper.gateway.collector;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why one event of a request was refused.
 *
 * @param index position of the event in the batch, from 0
 * @param name path of the field within the event, {@code items[0].price}
 * @param value what was sent, shortened; absent where the field is missing
 * @param message what is wrong with it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refusal(int index, String name, @Nullable Object value, String message) {}
