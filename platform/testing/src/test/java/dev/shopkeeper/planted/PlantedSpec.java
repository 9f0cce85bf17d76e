package dev.shopkeeper.planted;

import org.junit.jupiter.api.Test;

/** Has a test that nothing would run. */
class PlantedSpec {

    @Test
    void isNeverRun() {}
}
