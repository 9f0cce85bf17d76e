/**
 * The demo shop's command line: {@code seed} sends a year of invented history to a gateway, {@code traffic} keeps the shop\n * living.
 */
@NullMarked
package dev.shopkeeper.demo;

import org.jspecify.annotations.NullMarked;
