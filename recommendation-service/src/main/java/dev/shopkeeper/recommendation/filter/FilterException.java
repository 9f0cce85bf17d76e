package dev.shopkeeper.recommendation.filter;

/** An expression that cannot be read. The message names the place, what was found, what was expected, and a hint. */
public final class FilterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int column;
    private final String found;
    private final String expected;
    private final String hint;

    /**
     * Names what is wrong.
     *
     * @param column in characters (code points), from 1
     * @param found what stands there
     * @param expected what may stand there
     * @param hint a question that begins with Maybe
     */
    FilterException(int column, String found, String expected, String hint) {
        super("filter, column " + column + ": found " + found + ", expected " + expected + ". " + hint);
        this.column = column;
        this.found = found;
        this.expected = expected;
        this.hint = hint;
    }

    /** Where, in characters (code points) from 1; one after the last character where the expression ends too early. */
    public int column() {
        return column;
    }

    /** What stands there. */
    public String found() {
        return found;
    }

    /** What may stand there. */
    public String expected() {
        return expected;
    }

    /** What may have been meant, {@code Maybe 'brand'?}. */
    public String hint() {
        return hint;
    }
}
