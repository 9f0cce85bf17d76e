/** Times the six decisions and the triage of a message, and weighs each against the fallback that would answer without a model. */
@NullMarked
package dev.shopkeeper.benchmarks.decisions;

import org.jspecify.annotations.NullMarked;
