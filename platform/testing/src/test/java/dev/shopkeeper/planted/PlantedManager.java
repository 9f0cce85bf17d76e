package dev.shopkeeper.planted;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Is named badly and has a field injected. */
class PlantedManager {

    @Autowired
    @Nullable
    String injected;
}
