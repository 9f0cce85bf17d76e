/**
 * The stock per item and location: a ledger of movements and the level it adds up to, changed together under a row lock,
 * so that stock is never negative however many callers move it at once. Every movement is told on the stock topic.
 */
@NullMarked
package dev.shopkeeper.inventory.stock;

import org.jspecify.annotations.NullMarked;
