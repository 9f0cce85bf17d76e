/** The API fuzzer over a running platform's whole OpenAPI document. */
@NullMarked
package dev.shopkeeper.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
