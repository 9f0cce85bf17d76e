package dev.shopkeeper.recommendation.neighbours;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The strongest neighbours of each item. Immutable; safe to be read by many threads.
 *
 * @param itemIds the items behind the numbers
 * @param neighbours {@code int[items][neighbours]}, the strongest first
 * @param similarities {@code float[items][neighbours]} beside them, in (0, 1]
 * @param chosen the parameters that it was made with
 */
public record NeighbourModel(List<String> itemIds, int[][] neighbours, float[][] similarities, Parameters chosen) {

    private static final int MAGIC = 0x434e4231;

    public NeighbourModel {
        itemIds = List.copyOf(itemIds);
    }

    /**
     * What is searched.
     *
     * @param shrinkage weight of contexts at which a pair keeps half of its cosine
     * @param halfLifeDays after which a context counts half as much; zero for all alike
     */
    public record Parameters(double shrinkage, double halfLifeDays) {}

    /** The same neighbours under other numbers; items without one are left out, items unknown here have no neighbours. */
    public NeighbourModel renumbered(List<String> ids) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < ids.size(); number++) {
            numbers.put(ids.get(number), number);
        }
        int[][] others = new int[ids.size()][0];
        float[][] likeness = new float[ids.size()][0];
        for (int item = 0; item < itemIds.size(); item++) {
            Integer number = numbers.get(itemIds.get(item));
            if (number != null) {
                int[] of = neighbours[item];
                float[] similar = similarities[item];
                int[] known = IntStream.range(0, of.length)
                        .filter(i -> numbers.containsKey(itemIds.get(of[i])))
                        .toArray();
                others[number] = new int[known.length];
                likeness[number] = new float[known.length];
                for (int i = 0; i < known.length; i++) {
                    others[number][i] = numbers.getOrDefault(itemIds.get(of[known[i]]), -1);
                    likeness[number][i] = similar[known[i]];
                }
            }
        }
        return new NeighbourModel(ids, others, likeness, chosen);
    }

    /** The model as bytes, the same ones for the same model. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeDouble(chosen.shrinkage());
            out.writeDouble(chosen.halfLifeDays());
            out.writeInt(itemIds.size());
            for (int item = 0; item < itemIds.size(); item++) {
                out.writeUTF(itemIds.get(item));
                out.writeInt(neighbours[item].length);
                for (int i = 0; i < neighbours[item].length; i++) {
                    out.writeInt(neighbours[item][i]);
                    out.writeFloat(similarities[item][i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A model cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not those of such a model */
    public static NeighbourModel of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException(
                        "The bytes do not begin like a neighbour model. Maybe they are of another kind of model?");
            }
            Parameters chosen = new Parameters(in.readDouble(), in.readDouble());
            int size = in.readInt();
            List<String> ids = new ArrayList<>(size);
            int[][] neighbours = new int[size][];
            float[][] similarities = new float[size][];
            for (int item = 0; item < size; item++) {
                ids.add(in.readUTF());
                int count = in.readInt();
                neighbours[item] = new int[count];
                similarities[item] = new float[count];
                for (int i = 0; i < count; i++) {
                    neighbours[item][i] = in.readInt();
                    similarities[item][i] = in.readFloat();
                }
            }
            return new NeighbourModel(ids, neighbours, similarities, chosen);
        } catch (IOException e) {
            throw new IllegalArgumentException("The bytes of the neighbour model end too early", e);
        }
    }
}
