package dev.shopkeeper.benchmarks;

import java.util.Map;

/** One bench: runs against real processes or real data and returns its figures, in the order they are printed. */
public interface BenchCase {

    /**
     * Runs to its end.
     *
     * @throws Exception if no figure could be had; a figure that missed its target is no error
     */
    Map<String, Object> run(BenchOptions options) throws Exception;
}
