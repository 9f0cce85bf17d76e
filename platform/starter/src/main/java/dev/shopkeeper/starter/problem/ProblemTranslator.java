package dev.shopkeeper.starter.problem;

import java.util.Optional;

/** Knows what to answer to some kinds of failure. Beans of this type are asked in their order, before the starter's. */
@FunctionalInterface
public interface ProblemTranslator {

    Optional<ProblemAnswer> translate(Throwable failure);
}
