package dev.shopkeeper.recommendation.relevance;

import dev.shopkeeper.recommendation.relevance.trees.Trees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What impressions taught: a correction of the blend's score. The trees grow on top of the blend, so that {@code perPoint ·
 * blend score + trees} is the logarithm of how much an item is wanted; in points of the blend the correction is therefore
 *
 * <pre>correction(item) = (trees(item) - expected(trees)) / perPoint</pre>
 *
 * where {@code expected} is the trees' mean over the training rows, so that the correction of an item that is like all others
 * is nothing. Immutable, safe to be read by many threads; nothing native is used.
 */
public final class RelevanceModel {

    private static final int MAGIC = 0x494d5052;

    private final Trees trees;
    private final Examination examination;
    private final RelevanceOptions options;
    private final double[] usual;
    private final double expected;

    /**
     * A model.
     *
     * @param usual {@code double[Feature.LEARNT]}: what stands in for a missing value where no missing one was seen in training;
     *     NaN where some were
     */
    RelevanceModel(Trees trees, Examination examination, RelevanceOptions options, double[] usual) {
        if (trees.features() != Feature.LEARNT.size() || usual.length != Feature.LEARNT.size()) {
            throw new IllegalArgumentException("The trees ask for " + trees.features() + " features, and there are "
                    + Feature.LEARNT.size() + ". Maybe an earlier version learned them?");
        }
        this.trees = trees;
        this.examination = examination;
        this.options = options;
        this.usual = usual.clone();
        this.expected = trees.expected();
    }

    /** What is added to the blend's score, in its points. */
    public double correction(CandidateFeatures features) {
        return trees.size() == 0 ? 0 : (trees.predict(row(features)) - expected) / examination.perPoint();
    }

    /** What each of {@link Feature#LEARNT} adds to the correction, in points: exact Shapley values, see {@link Trees}. */
    public double[] contributions(CandidateFeatures features) {
        double[] contributions = trees.contributions(row(features));
        for (int column = 0; column < contributions.length; column++) {
            contributions[column] /= examination.perPoint();
        }
        return contributions;
    }

    /** The blend's score with the correction, in points. */
    public double score(CandidateFeatures features) {
        return features.blendScore() + correction(features);
    }

    public Examination examination() {
        return examination;
    }

    /** What the search has chosen. */
    public RelevanceOptions options() {
        return options;
    }

    /** How many trees there are; none where nothing helped. */
    public int size() {
        return trees.size();
    }

    private double[] row(CandidateFeatures features) {
        return row(features, usual);
    }

    /** To LightGBM a value is 0 that is missing where none was missing in training; for a price that would be wrong. */
    static double[] row(CandidateFeatures features, double[] usual) {
        double[] row = features.row();
        for (int column = 0; column < row.length; column++) {
            if (Double.isNaN(row[column])) {
                row[column] = usual[column];
            }
        }
        return row;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(Feature.LEARNT.size());
            for (Feature feature : Feature.LEARNT) {
                out.writeUTF(feature.wireName());
            }
            for (double value : usual) {
                out.writeDouble(value);
            }
            examination.write(out);
            options.write(out);
            trees.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("A model cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not of such a model, or of one with other features */
    public static RelevanceModel of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException(
                        "The bytes do not begin like a ranker of impressions. Maybe they are of another kind?");
            }
            int size = in.readInt();
            if (size != Feature.LEARNT.size()) {
                throw new IllegalArgumentException("The bytes have " + size + " features, and there are "
                        + Feature.LEARNT.size() + ". Maybe another version wrote them?");
            }
            for (Feature feature : Feature.LEARNT) {
                String name = in.readUTF();
                if (!name.equals(feature.wireName())) {
                    throw new IllegalArgumentException("The bytes have the feature '" + name + "' where '"
                            + feature.wireName() + "' is now. Maybe another version wrote them?");
                }
            }
            double[] usual = new double[size];
            for (int column = 0; column < size; column++) {
                usual[column] = in.readDouble();
            }
            Examination examination = Examination.read(in);
            RelevanceOptions options = RelevanceOptions.read(in);
            Trees trees = Trees.read(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException(
                        "After the ranker " + in.available() + " bytes are left. Maybe they are damaged?");
            }
            return new RelevanceModel(trees, examination, options, usual);
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of the ranker end too early", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelevanceModel model
                && trees.equals(model.trees)
                && examination.equals(model.examination)
                && options.equals(model.options)
                && Arrays.equals(usual, model.usual);
    }

    @Override
    public int hashCode() {
        return Objects.hash(trees, examination, options);
    }
}
