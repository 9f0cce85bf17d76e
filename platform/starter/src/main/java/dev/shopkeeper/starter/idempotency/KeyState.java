package dev.shopkeeper.starter.idempotency;

import org.jspecify.annotations.Nullable;

/** What is known of a key when a request arrives with it. */
sealed interface KeyState {

    /** The request is the first, or the first after one that died: go on. */
    record Ours(KeyClaim claim) implements KeyState {}

    /** The key was used with another request. */
    record Reused() implements KeyState {}

    /** The first request is not done yet. */
    record InFlight() implements KeyState {}

    /** The first request took effect, and died before its answer was kept. */
    record AnswerLost() implements KeyState {}

    /** The first request was answered so. */
    record Answered(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte[] body) implements KeyState {}
}
