/** How long the platform takes to start and to stop, and what it holds while idle. */
@NullMarked
package dev.shopkeeper.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
