package dev.shopkeeper.recommendation.history;

/**
 * What items are: category, brand, price band, words of the title, each a numbered attribute.
 *
 * @param ofItem {@code int[items][]}: distinct attribute numbers of each item
 * @param items {@code int[attributes][]}: the items that have each attribute
 */
public record Attributes(int[][] ofItem, int[][] items) {

    /** @param ofItem {@code int[items][]} distinct attribute numbers */
    public static Attributes of(int[][] ofItem, int attributes) {
        int[] counts = new int[attributes];
        for (int[] one : ofItem) {
            for (int attribute : one) {
                counts[attribute]++;
            }
        }
        int[][] items = new int[attributes][];
        for (int attribute = 0; attribute < attributes; attribute++) {
            items[attribute] = new int[counts[attribute]];
        }
        for (int item = ofItem.length - 1; item >= 0; item--) {
            for (int attribute : ofItem[item]) {
                items[attribute][--counts[attribute]] = item;
            }
        }
        return new Attributes(ofItem, items);
    }

    /** Items of which nothing is known. */
    public static Attributes none(int items) {
        return new Attributes(new int[items][0], new int[0][]);
    }
}
