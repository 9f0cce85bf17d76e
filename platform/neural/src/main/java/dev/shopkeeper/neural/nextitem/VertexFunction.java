package dev.shopkeeper.neural.nextitem;

import org.jspecify.annotations.Nullable;

/** What a vertex without parameters computes, and how an error goes back through it. Keeps what it needs in between. */
interface VertexFunction {

    /** @param training whether an error will come back */
    Values forward(Values[] inputs, boolean training);

    /**
     * Goes back through the last forward pass.
     *
     * @return the error of each input; null for one that is a constant
     */
    @Nullable
    Values[] backward(Values[] inputs, Values errors);
}
