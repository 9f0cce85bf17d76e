/**
 * The little linear algebra that the models need: sparse rows, work on many threads, and symmetric positive definite systems solved by LAPACK
 * through OpenBLAS where its native library loads, by a plain Cholesky decomposition otherwise. Pure Java; safe to be
 * used by many threads.
 */
@NullMarked
package dev.shopkeeper.recommendation.algebra;

import org.jspecify.annotations.NullMarked;
