/**
 * Reading requests strictly: every unknown, missing or senseless field is named with its value, and a bulk of entries is
 * answered entry by entry. Also what importers check their lines with, so that a file and a request obey one rule.
 */
@NullMarked
package dev.shopkeeper.inventory.input;

import org.jspecify.annotations.NullMarked;
