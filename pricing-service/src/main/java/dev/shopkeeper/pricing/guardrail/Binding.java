package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;

/** What a rule did to a price. */
public record Binding(String rule, BigDecimal before, BigDecimal after) {}
