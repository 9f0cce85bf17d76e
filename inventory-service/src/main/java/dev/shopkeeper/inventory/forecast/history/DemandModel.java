package dev.shopkeeper.inventory.forecast.history;

import dev.shopkeeper.inventory.forecast.ensemble.GlobalNetwork;
import dev.shopkeeper.inventory.forecast.ensemble.HybridModel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A hybrid forecast and how histories are cut for it.
 *
 * @param bucketDays 1 or 7
 * @param most buckets of history at most
 */
public record DemandModel(HybridModel hybrid, int bucketDays, int most) {

    /** As it is stored. */
    public byte[] bytes() {
        byte[] model = hybrid.bytes();
        return ByteBuffer.allocate(2 * Integer.BYTES + model.length)
                .putInt(bucketDays)
                .putInt(most)
                .put(model)
                .array();
    }

    /** @throws IllegalArgumentException if the bytes are no such model */
    public static DemandModel of(byte[] bytes, Function<byte[], GlobalNetwork> networks) {
        if (bytes.length < 2 * Integer.BYTES) {
            throw new IllegalArgumentException("These " + bytes.length + " bytes are no forecast of demand.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int bucketDays = buffer.getInt();
        int most = buffer.getInt();
        if ((bucketDays != 1 && bucketDays != 7) || most < 1) {
            throw new IllegalArgumentException(
                    "These bytes are no forecast of demand: buckets of " + bucketDays + " days, " + most + " of them.");
        }
        return new DemandModel(
                HybridModel.of(Arrays.copyOfRange(bytes, buffer.position(), bytes.length), networks), bucketDays, most);
    }
}
