package dev.shopkeeper.starter.messaging;

/** Where a service's dead letters go, {@code <spring.application.name>.dead-letters.v1}. */
record DeadLetterTopic(String name) {}
