/** What {@code ./shop} can be told, one class for each word. */
@NullMarked
package dev.shopkeeper.local.cli;

import org.jspecify.annotations.NullMarked;
