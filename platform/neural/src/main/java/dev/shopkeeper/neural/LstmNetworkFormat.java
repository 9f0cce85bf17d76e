package dev.shopkeeper.neural;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How a network lies in bytes, most significant byte first: the magic, the version, the length of the rest, its CRC-32;
 * then the number of LSTM layers, features and units of each, the outputs; then the weights, row by row, layer by layer.
 */
final class LstmNetworkFormat {

    /** "SKLN" */
    private static final int MAGIC = 0x534B4C4E;

    private static final int VERSION = 1;
    private static final int HEADER = 16;
    private static final int MOST_LAYERS = 64;

    private LstmNetworkFormat() {}

    static byte[] write(LstmNetwork network) {
        long length = 4 + 4L * 2 * network.layers().size() + 4;
        for (LstmLayerWeights layer : network.layers()) {
            length += 4 * values(layer.features() + layer.units(), 4L * layer.units());
        }
        length += 4 * values(network.last().inputs(), network.outputs());
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(HEADER + length));
        bytes.position(HEADER);
        bytes.putInt(network.layers().size());
        for (LstmLayerWeights layer : network.layers()) {
            bytes.putInt(layer.features()).putInt(layer.units());
        }
        bytes.putInt(network.outputs());
        network.layers().forEach(layer -> put(bytes, layer.rows()));
        put(bytes, network.last().rows());
        bytes.putInt(0, MAGIC).putInt(4, VERSION).putInt(8, (int) length).putInt(12, checksum(bytes.array()));
        return bytes.array();
    }

    private static long values(long inputs, long width) {
        return (inputs + 1) * width;
    }

    private static void put(ByteBuffer bytes, float[][] rows) {
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, HEADER, bytes.length - HEADER);
        return (int) sum.getValue();
    }

    static LstmNetwork read(byte[] bytes) {
        check(bytes.length >= HEADER, "has " + bytes.length + " bytes, fewer than its header. Maybe it is empty?");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        check(buffer.getInt() == MAGIC, "does not begin like one. Maybe it is another kind of model?");
        int version = buffer.getInt();
        check(
                version == VERSION,
                "has version " + version + ", and this program reads " + VERSION
                        + ". Maybe it was written by a newer one?");
        int length = buffer.getInt();
        check(
                length == bytes.length - HEADER,
                "has " + (bytes.length - HEADER) + " bytes after its header, and says it has " + length
                        + ". Maybe it was cut off?");
        check(
                buffer.getInt() == checksum(bytes),
                "has another checksum than it says. Maybe it was damaged on its way?");
        check(buffer.remaining() >= 4, "says of no layer");
        int count = buffer.getInt();
        check(count >= 1 && count <= MOST_LAYERS, "says it has " + count + " layers");
        check(buffer.remaining() >= 8 * count + 4, "says too little of its layers");
        int[] features = new int[count];
        int[] units = new int[count];
        long expected = 0;
        for (int i = 0; i < count; i++) {
            features[i] = size(buffer);
            units[i] = size(buffer);
            expected += 4 * values((long) features[i] + units[i], 4L * units[i]);
        }
        int outputs = size(buffer);
        expected += 4 * values(units[count - 1], outputs);
        check(
                expected == buffer.remaining(),
                "has " + buffer.remaining() + " bytes of weights, and its layers need " + expected);
        List<LstmLayerWeights> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(new LstmLayerWeights(
                    features[i], units[i], rows(buffer, features[i] + units[i] + 1, 4 * units[i])));
        }
        return new LstmNetwork(
                layers, new DenseWeights(units[count - 1], outputs, rows(buffer, units[count - 1] + 1, outputs)));
    }

    private static int size(ByteBuffer buffer) {
        int size = buffer.getInt();
        check(size >= 1 && size <= 1 << 20, "says that a layer has " + size + " values");
        return size;
    }

    private static float[][] rows(ByteBuffer buffer, int count, int width) {
        float[][] rows = new float[count][width];
        for (float[] row : rows) {
            buffer.asFloatBuffer().get(row);
            buffer.position(buffer.position() + 4 * width);
        }
        return rows;
    }

    private static void check(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException("The file of an LSTM network " + wrong);
        }
    }
}
