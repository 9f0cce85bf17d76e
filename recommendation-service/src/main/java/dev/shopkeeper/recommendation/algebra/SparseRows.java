package dev.shopkeeper.recommendation.algebra;

/**
 * A sparse matrix by rows. Immutable by agreement: nobody writes to the arrays. Row r lies in {@code columns} and {@code
 * values} from {@code starts[r]} to {@code starts[r + 1]}.
 *
 * @param starts {@code int[rows + 1]}
 * @param columns {@code int[entries]}
 * @param values {@code float[entries]}
 */
public record SparseRows(int[] starts, int[] columns, float[] values) {

    private static final int[] NO_COLUMNS = {};
    private static final float[] NO_VALUES = {};

    public int rows() {
        return starts.length - 1;
    }

    public int entries() {
        return columns.length;
    }

    /** From one array per row; takes the arrays away, since both in memory would be too much. */
    public static SparseRows of(int[][] columns, float[][] values) {
        int[] starts = new int[columns.length + 1];
        for (int row = 0; row < columns.length; row++) {
            starts[row + 1] = Math.addExact(starts[row], columns[row].length);
        }
        int[] allColumns = new int[starts[columns.length]];
        for (int row = 0; row < columns.length; row++) {
            System.arraycopy(columns[row], 0, allColumns, starts[row], columns[row].length);
            columns[row] = NO_COLUMNS;
        }
        float[] allValues = new float[starts[columns.length]];
        for (int row = 0; row < columns.length; row++) {
            System.arraycopy(values[row], 0, allValues, starts[row], values[row].length);
            values[row] = NO_VALUES;
        }
        return new SparseRows(starts, allColumns, allValues);
    }

    /**
     * Rows and columns exchanged; entries of a row come in the order of their columns.
     *
     * @param width number of columns of this matrix
     */
    public SparseRows transposed(int width) {
        int[] ends = new int[width + 1];
        for (int column : columns) {
            ends[column + 1]++;
        }
        for (int column = 0; column < width; column++) {
            ends[column + 1] += ends[column];
        }
        int[] newStarts = ends.clone();
        int[] rowsOf = new int[columns.length];
        float[] valuesOf = new float[columns.length];
        for (int row = 0; row < rows(); row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                int to = ends[columns[at]]++;
                rowsOf[to] = row;
                valuesOf[to] = values[at];
            }
        }
        return new SparseRows(newStarts, rowsOf, valuesOf);
    }
}
