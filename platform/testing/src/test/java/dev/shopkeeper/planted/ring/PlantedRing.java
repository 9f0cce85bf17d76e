package dev.shopkeeper.planted.ring;

import dev.shopkeeper.planted.ring.node.PlantedNode;

/** Knows its node, which knows it. */
public class PlantedRing {

    Object node() {
        return new PlantedNode();
    }
}
