/**
 * A PostgreSQL server of our own, from real binaries: unpacked once, initialised so that a half-made cluster cannot be
 * mistaken for a whole one, and started with every promise of durability kept.
 */
@NullMarked
package dev.shopkeeper.local.postgres;

import org.jspecify.annotations.NullMarked;
