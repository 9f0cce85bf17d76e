package dev.shopkeeper.membership.clustering;

import java.util.Arrays;

/** Pairs two sets one to one at the least cost: the Hungarian method in the form of Jonker and Volgenant (1987). */
public final class Assignment {

    private Assignment() {}

    /**
     * Pairs rows with columns.
     *
     * @param costs rows by columns, finite, no more rows than columns
     * @return the column of each row
     */
    public static int[] least(double[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        if (rows > columns) {
            throw new IllegalArgumentException(rows + " rows for " + columns + " columns. Maybe turn them round?");
        }
        // potentials of rows and columns, 1-based; column 0 stands for the row that is being placed
        double[] ofRow = new double[rows + 1];
        double[] ofColumn = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        int[] before = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            rowOf[0] = row;
            int column = 0;
            double[] slack = new double[columns + 1];
            boolean[] done = new boolean[columns + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            do {
                done[column] = true;
                int placed = rowOf[column];
                double least = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int j = 1; j <= columns; j++) {
                    if (done[j]) {
                        continue;
                    }
                    double reduced = costs[placed - 1][j - 1] - ofRow[placed] - ofColumn[j];
                    if (reduced < slack[j]) {
                        slack[j] = reduced;
                        before[j] = column;
                    }
                    if (slack[j] < least) {
                        least = slack[j];
                        next = j;
                    }
                }
                for (int j = 0; j <= columns; j++) {
                    if (done[j]) {
                        ofRow[rowOf[j]] += least;
                        ofColumn[j] -= least;
                    } else {
                        slack[j] -= least;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                int previous = before[column];
                rowOf[column] = rowOf[previous];
                column = previous;
            }
        }
        int[] columnOf = new int[rows];
        for (int j = 1; j <= columns; j++) {
            if (rowOf[j] > 0) {
                columnOf[rowOf[j] - 1] = j - 1;
            }
        }
        return columnOf;
    }
}
