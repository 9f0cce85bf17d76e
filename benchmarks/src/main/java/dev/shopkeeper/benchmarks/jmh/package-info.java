/** Hot paths against peers, by JMH. Benches of what is package-private lie in its package. */
@NullMarked
package dev.shopkeeper.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
