package dev.shopkeeper.order.triage;

/**
 * A text as a sparse vector. Its arrays are not copied and not changed.
 *
 * @param indices numbers of n-grams, ascending
 * @param values their weights
 * @param knownShare how much of the text is known, 0 to 1
 */
record SparseText(int[] indices, float[] values, double knownShare) {

    int size() {
        return indices.length;
    }
}
