package dev.shopkeeper.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

/** A count kept by an entity. */
@Entity
class Tally {

    @Id
    private String id = "";

    @Version
    private int version;

    private int total;

    protected Tally() {}

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    void count() {
        total++;
    }
}
