package dev.shopkeeper.recommendation.similarity;

import java.util.Arrays;

/**
 * What terms weigh, as of one moment: inverse document frequencies, {@code ln((1 + items) / (1 + having)) + 1}, and the
 * lengths of the vectors of items under them.
 */
final class Weights {

    private static final double[] LOGARITHMS = new double[ContentTerms.MOST_OFTEN + 1];

    static {
        for (int often = 1; often < LOGARITHMS.length; often++) {
            LOGARITHMS[often] = 1 + Math.log(often);
        }
    }

    private final ContentOptions options;
    private final int items;
    private double[] rarity;
    private boolean[] common;
    private int terms;
    private double[] lengths;

    /** Of a moment at which there were so many items and terms. */
    Weights(ContentOptions options, int items, int terms, int numbers) {
        this.options = options;
        this.items = items;
        this.rarity = new double[Math.max(16, terms)];
        this.common = new boolean[Math.max(16, terms)];
        this.lengths = new double[Math.max(16, numbers)];
    }

    /** Takes in the next term. */
    void add(ContentTerm.Kind kind, int having) {
        if (terms == rarity.length) {
            rarity = Arrays.copyOf(rarity, terms * 2);
            common = Arrays.copyOf(common, terms * 2);
        }
        set(terms++, kind, having);
    }

    /** Says anew what a number stands for that stood for a term that nothing has any more. */
    void set(int term, ContentTerm.Kind kind, int having) {
        rarity[term] = options.weight(kind) * (Math.log((1.0 + items) / (1.0 + having)) + 1);
        common[term] = having > options.rareUpTo(items);
    }

    boolean isCommon(int term) {
        return common[term];
    }

    /** @param often how often an item has the term, at least 1 */
    double weight(int term, int often) {
        return LOGARITHMS[often] * rarity[term];
    }

    /** Measures the vector of an item. */
    void measure(int item, Vector vector) {
        if (item >= lengths.length) {
            lengths = Arrays.copyOf(lengths, Math.max(item + 1, lengths.length * 2));
        }
        double squares = 0;
        for (int i = 0; i < vector.terms().length; i++) {
            double weight = weight(vector.terms()[i], vector.times()[i]);
            squares += weight * weight;
        }
        lengths[item] = Math.sqrt(squares);
    }

    double length(int item) {
        return lengths[item];
    }

    /** A term's part of the vector of an item, made as long as 1: the product of two is what it adds to their cosine. */
    double part(int term, int often, int item) {
        return weight(term, often) / lengths[item];
    }

    /**
     * The terms of an item.
     *
     * @param terms {@code int[terms]}, ascending
     * @param times {@code byte[terms]}: how often the item has each
     */
    record Vector(int[] terms, byte[] times) {}
}
