/**
 * Implicit alternating least squares: people and items as vectors, fitted to what was met (weight 1) and, more lightly, to
 * all that was not (weight {@code alpha}). Hu, Koren, Volinsky: Collaborative Filtering for Implicit Feedback Datasets,
 * ICDM 2008; regularisation by frequency and options as in Rendle, Krichene, Zhang, Koren: Revisiting the Performance of
 * iALS on Item Recommendation Benchmarks, RecSys 2022; conjugate gradients as in Takács, Pilászy, Tikk: Applications of
 * the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering, RecSys 2011. Memory grows with the
 * number of items, not with its square. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.ials;

import org.jspecify.annotations.NullMarked;
