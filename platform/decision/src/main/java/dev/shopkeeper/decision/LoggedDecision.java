package dev.shopkeeper.decision;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is remembered.
 *
 * @param id unique; the same id is stored once
 * @param kind which decision it is: {@code recommendation}, {@code price}
 * @param subject whom or what it is about, by which it is found again: a user's, an item's or an order's id
 * @param stamp what decided
 * @param asked what was asked; written as JSON
 * @param decided what was decided, as much as learning and an audit need; written as JSON
 */
public record LoggedDecision(
        UUID id, String kind, @Nullable String subject, Stamp stamp, Object asked, Object decided) {}
