package dev.shopkeeper.recommendation.journey;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.evaluation.Scorer;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.linear.Decay;
import dev.shopkeeper.recommendation.linear.ItemWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What each item says of the others, and how it is served: with the events h of a history weighted by strength and age,
 *
 * <pre>score(j) = (1 - p) · Σ w(h) / Σ w · weight(h, j) + p · popularity(j)</pre>
 *
 * Immutable; safe to be read by many threads.
 *
 * @param itemIds the items behind the numbers
 * @param weights at one time scale, the greatest of them 1; they may be below zero
 * @param popularity share of the most popular item's, {@code float[items]}
 * @param chosen the options that were found
 */
public record JourneyModel(List<String> itemIds, ItemWeights weights, float[] popularity, JourneyOptions chosen)
        implements Scorer {

    private static final int MAGIC = 0x534c4d32;
    /** Before there were shares of four parts. */
    private static final int FIRST_MAGIC = 0x534c4d31;

    public JourneyModel {
        itemIds = List.copyOf(itemIds);
    }

    @Override
    public void score(History history, float[] scores) {
        float[] fading = new Decay(chosen.halfLifeSteps()).weights(Math.max(1, history.nextStep()));
        double total = 0;
        for (int event = 0; event < history.size(); event++) {
            int age = history.nextStep() - 1 - history.steps()[event];
            total += age < fading.length ? fading[age] * history.strengths()[event] : 0;
        }
        double share = total > 0 ? chosen.popularityShare() : 1;
        if (total > 0) {
            weights.score(history, (float) ((1 - share) / total), scores);
        }
        for (int item = 0; item < scores.length; item++) {
            scores[item] += (float) (share * popularity[item]);
        }
    }

    /** The model as bytes, the same ones for the same model. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            chosen.write(out);
            out.writeInt(itemIds.size());
            SparseRows rows = weights.weights();
            for (int item = 0; item < itemIds.size(); item++) {
                out.writeUTF(itemIds.get(item));
                out.writeFloat(popularity[item]);
                out.writeInt(rows.starts()[item + 1] - rows.starts()[item]);
                for (int at = rows.starts()[item]; at < rows.starts()[item + 1]; at++) {
                    out.writeInt(rows.columns()[at]);
                    out.writeFloat(rows.values()[at]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A model cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a model */
    public static JourneyModel of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int magic = in.readInt();
            if (magic != MAGIC && magic != FIRST_MAGIC) {
                throw new IllegalArgumentException(
                        "The bytes do not begin like a sequential linear model. Maybe they are of another kind?");
            }
            JourneyOptions chosen = magic == MAGIC ? JourneyOptions.read(in) : JourneyOptions.readFirst(in);
            int size = in.readInt();
            List<String> ids = new ArrayList<>(size);
            float[] popularity = new float[size];
            int[][] columns = new int[size][];
            float[][] values = new float[size][];
            for (int item = 0; item < size; item++) {
                ids.add(in.readUTF());
                popularity[item] = in.readFloat();
                int count = in.readInt();
                columns[item] = new int[count];
                values[item] = new float[count];
                for (int i = 0; i < count; i++) {
                    columns[item][i] = in.readInt();
                    values[item][i] = in.readFloat();
                }
            }
            ItemWeights weights =
                    new ItemWeights(size, List.of(new Decay(chosen.halfLifeSteps())), SparseRows.of(columns, values));
            return new JourneyModel(ids, weights, popularity, chosen);
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of the sequential linear model end too early", e);
        }
    }
}
