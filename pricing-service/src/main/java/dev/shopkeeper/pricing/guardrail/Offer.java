package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a competitor asked when it was last looked at.
 *
 * @param inStock true also where that is not known: most feeds name a price of what can be had
 */
public record Offer(String competitorId, BigDecimal price, String currency, boolean inStock, Instant observedAt) {}
