package dev.shopkeeper.inventory.replenishment.policy;

import java.util.List;

/**
 * How much to order now.
 *
 * @param quantity 0, or at least the minimum and whole cases
 * @param binding what had the last word
 * @param terms what the quantity is made of; they add up to it
 */
public record Order(long quantity, Binding binding, List<Term> terms) {

    public Order {
        terms = List.copyOf(terms);
    }
}
