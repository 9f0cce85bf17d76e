/** The applications as processes: unpacked from their executable jars, with flags and environment for a small machine. */
@NullMarked
package dev.shopkeeper.local.application;

import org.jspecify.annotations.NullMarked;
