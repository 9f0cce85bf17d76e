package dev.shopkeeper.planted.ring.node;

import dev.shopkeeper.planted.ring.PlantedRing;

/** Knows its ring, which knows it. */
public class PlantedNode {

    static Class<?> ring() {
        return PlantedRing.class;
    }
}
