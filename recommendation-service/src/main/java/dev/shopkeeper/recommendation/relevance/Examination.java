package dev.shopkeeper.recommendation.relevance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often people look at a position, relative to the first, and what a point of the blend is worth among what they see: the
 * position-based model of clicks, {@code P(click) = examination(position) · relevance(item)} (Richardson, Dominowska, Ragno,
 * WWW 2007; Wang et al., WSDM 2018), with {@code log relevance} linear in the features. Fitted by {@link ExaminationFit}.
 *
 * @param shares {@code double[bands]}, falling, the first is 1
 * @param perPoint what one point of the blend adds to {@code log relevance}, above 0
 */
public record Examination(double[] shares, double perPoint) {

    /** The last position of each band but the last: far down, several positions are taken together. */
    private static final int[] ENDS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50};

    /** How many bands there are. */
    static final int BANDS = ENDS.length + 1;

    public Examination {
        shares = shares.clone();
        if (shares.length != BANDS
                || !Arrays.stream(shares).allMatch(share -> share > 0 && share <= 1)
                || !(perPoint > 0)
                || Double.isInfinite(perPoint)) {
            throw new IllegalArgumentException(
                    "Examination is " + Arrays.toString(shares) + " at " + perPoint + " a point; there must be " + BANDS
                            + " shares above 0 and at most 1, and points must be worth something.");
        }
    }

    /** Estimates both from lists of which something was clicked. */
    public static Examination of(List<ShownList> lists) {
        return new ExaminationFit(lists).fitted();
    }

    @Override
    public double[] shares() {
        return shares.clone();
    }

    /** @param position from 1 */
    public double at(int position) {
        return shares[band(position)];
    }

    static int band(int position) {
        int found = Arrays.binarySearch(ENDS, position);
        return found >= 0 ? found : ~found;
    }

    void write(DataOutputStream out) throws IOException {
        for (double share : shares) {
            out.writeDouble(share);
        }
        out.writeDouble(perPoint);
    }

    static Examination read(DataInputStream in) throws IOException {
        double[] shares = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            shares[band] = in.readDouble();
        }
        return new Examination(shares, in.readDouble());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Examination examination
                && perPoint == examination.perPoint
                && Arrays.equals(shares, examination.shares);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shares) * 31 + Double.hashCode(perPoint);
    }

    @Override
    public String toString() {
        return Arrays.toString(shares) + " at " + perPoint + " a point";
    }
}
