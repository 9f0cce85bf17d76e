package dev.shopkeeper.neural.nextitem;

/** How long the vector of an item is. Plain Java, since a service that only serves asks it too. */
final class ItemVectors {

    /** Of every vector: its square is the score of a vector with itself. */
    static final float LENGTH = 3.5f;

    private static final float LEAST = 1e-6f;

    private ItemVectors() {}

    /** What brings a vector to the length. */
    static float factor(float[] values, int from, int size) {
        double squares = 0;
        for (int k = 0; k < size; k++) {
            squares += (double) values[from + k] * values[from + k];
        }
        return LENGTH / (float) Math.sqrt(Math.max(LEAST, squares));
    }
}
