package dev.shopkeeper.inventory.replenishment.policy;

import java.util.Map;

/**
 * What each class of items is to be served with.
 *
 * @param byClass targets of classes
 * @param otherwise target of every other class
 */
public record ClassTargets(Map<ItemClass, Target> byClass, Target otherwise) {

    public ClassTargets {
        byClass = Map.copyOf(byClass);
    }

    /** The target of a class. */
    public Target of(ItemClass itemClass) {
        return byClass.getOrDefault(itemClass, otherwise);
    }
}
