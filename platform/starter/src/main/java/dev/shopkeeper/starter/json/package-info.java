/** Strict JSON for requests: wrong types, huge numbers and money in floating point are refused by name. */
@NullMarked
package dev.shopkeeper.starter.json;

import org.jspecify.annotations.NullMarked;
