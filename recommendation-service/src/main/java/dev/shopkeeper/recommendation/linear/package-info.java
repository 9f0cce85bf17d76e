/**
 * Linear models over items: what somebody met speaks for what is met next, each pair of items with a learned weight.
 *
 * <p>Every target item is a ridge regression on the items that were met before it, solved in closed form. EASE^R
 * (Steck: Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019) and SLIT (Choi et al.: Session-aware Linear
 * Item-Item Models for Session-based Recommendation, WWW 2021, arXiv 2103.16104) solve it over all items at once, which
 * takes a dense matrix. Here each target is regressed on its own neighbourhood, the items that its right-hand side is
 * strongest for (as SLIM does with feature selection: Ning, Karypis, ICDM 2011): the weights are sparse from the start,
 * and time and memory grow with the number of items, not with its cube and square.
 *
 * <p>Beside them stand weights that are counted and not regressed, of the same shape so that all can be added: the cosine of
 * co-occurrence and the popularity among items of the same kind.
 *
 * <p>Scores are sums over the history, so the reasons of a recommendation are exact. Pure Java.
 */
@NullMarked
package dev.shopkeeper.recommendation.linear;

import org.jspecify.annotations.NullMarked;
