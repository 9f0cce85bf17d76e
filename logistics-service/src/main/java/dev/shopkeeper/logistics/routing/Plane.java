package dev.shopkeeper.logistics.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Jobs on a plane, in squares of a few each, so that those near one are found without looking at all. Immutable. */
final class Plane {

    private static final double JOBS_A_SQUARE = 4;

    private final double[] x;
    private final double[] y;
    private final double left;
    private final double bottom;
    private final double side;
    private final int columns;
    private final int rows;
    /** By square, where its jobs begin in the list of all. */
    private final int[] begins;

    private final int[] jobs;

    private Plane(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        this.left = Arrays.stream(x).min().orElse(0);
        this.bottom = Arrays.stream(y).min().orElse(0);
        double width = Math.max(1, Arrays.stream(x).max().orElse(0) - left);
        double height = Math.max(1, Arrays.stream(y).max().orElse(0) - bottom);
        this.side = Math.max(
                Math.sqrt(width * height * JOBS_A_SQUARE / x.length),
                Math.max(width, height) * JOBS_A_SQUARE / x.length);
        this.columns = (int) (width / side) + 1;
        this.rows = (int) (height / side) + 1;
        int[] count = new int[columns * rows + 1];
        for (int job = 0; job < x.length; job++) {
            count[square(job) + 1]++;
        }
        for (int square = 1; square < count.length; square++) {
            count[square] += count[square - 1];
        }
        this.begins = count.clone();
        this.jobs = new int[x.length];
        for (int job = 0; job < x.length; job++) {
            jobs[count[square(job)]++] = job;
        }
    }

    /** The jobs of a problem, if its first matrix knows where they lie. */
    static @Nullable Plane of(RoutingProblem problem) {
        TravelMatrix matrix = problem.matrices().getFirst();
        double[] x = new double[problem.jobs().size()];
        double[] y = new double[x.length];
        for (int job = 0; job < x.length; job++) {
            double[] position = matrix.position(problem.jobs().get(job).location());
            if (position == null) {
                return null;
            }
            x[job] = position[0];
            y[job] = position[1];
        }
        return new Plane(x, y);
    }

    private int square(int job) {
        return row(y[job]) * columns + column(x[job]);
    }

    private int column(double at) {
        return (int) ((at - left) / side);
    }

    private int row(double at) {
        return (int) ((at - bottom) / side);
    }

    /** The jobs by their distance from one, which is the first of them; no fewer than are asked for, if there are. */
    int[] nearest(int job, int most) {
        int wanted = Math.min(most, jobs.length);
        int column = column(x[job]);
        int row = row(y[job]);
        long[] keys = new long[2 * wanted];
        int found = 0;
        int ring = 0;
        // what lies in the ring behind the last one may be nearer than what lies in its corners
        for (int enough = 0; ring <= Math.max(columns, rows) && enough < 2; ring++) {
            for (int r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
                boolean whole = Math.abs(r - row) == ring;
                for (int c = Math.max(0, column - ring); c <= Math.min(columns - 1, column + ring); c++) {
                    if (!whole && Math.abs(c - column) != ring) {
                        continue;
                    }
                    for (int i = begins[r * columns + c]; i < begins[r * columns + c + 1]; i++) {
                        if (found == keys.length) {
                            keys = Arrays.copyOf(keys, 2 * found);
                        }
                        float distance =
                                jobs[i] == job ? 0 : (float) Math.hypot(x[job] - x[jobs[i]], y[job] - y[jobs[i]]);
                        keys[found++] = (long) Float.floatToIntBits(distance) << 32 | jobs[i];
                    }
                }
            }
            enough += found >= wanted ? 1 : 0;
        }
        Arrays.sort(keys, 0, found);
        int[] nearest = new int[Math.min(wanted, found)];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = (int) keys[i];
        }
        return nearest;
    }
}
