package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.starter.bulk.BulkAnswer;

/** Answers of this service's own bulks. */
final class LocalAnswers {

    private LocalAnswers() {}

    static SinkAnswer of(BulkAnswer answer) {
        return new SinkAnswer(
                answer.unchanged() == null ? 0 : answer.unchanged(),
                answer.errors().stream()
                        .map(error -> new SinkError(
                                error.index(),
                                error.name(),
                                error.value() == null ? null : error.value().toString(),
                                error.code(),
                                error.message()))
                        .toList());
    }
}
