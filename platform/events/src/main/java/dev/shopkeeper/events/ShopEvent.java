package dev.shopkeeper.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What every event record has: a key, by which its topic is partitioned and, where compacted, kept. */
public interface ShopEvent {

    /** The message key on Kafka; also the CloudEvents subject. */
    @JsonIgnore
    String key();
}
