package dev.shopkeeper.inventory.replenishment.policy;

import java.math.BigDecimal;

/** A part of an order quantity, in units; all parts add up to it, to the last digit. */
public record Term(TermKind kind, BigDecimal units) {}
