/**
 * Which items may be shown, said in one expression language:
 * {@code category = 'shoes' and price <= 100 and not brand in ('A', 'B')}. An expression is read once and asked of any
 * number of items. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.filter;

import org.jspecify.annotations.NullMarked;
