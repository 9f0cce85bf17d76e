/** How well messages are read, on public sets, beside scikit-learn. */
@NullMarked
package dev.shopkeeper.benchmarks.triage;

import org.jspecify.annotations.NullMarked;
