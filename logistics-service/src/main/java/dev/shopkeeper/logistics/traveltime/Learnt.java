package dev.shopkeeper.logistics.traveltime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a travel-time model is made of, and its bytes. Row {@code zones.size()} of a table by zone is that of an average zone.
 *
 * @param trafficSeen whether any traffic was observed; else its table is 1 everywhere, and the factors are the paces of vans
 * @param traffic {@code double[zones + 1][SLOTS]}, metres per second
 * @param slotFactor {@code double[SLOTS]}, by which the pace of traffic is multiplied for vans
 * @param zoneFactor {@code double[zones + 1]}, by which it is multiplied for either end of a leg
 * @param pairFactor by which it is multiplied for legs from {@code pairFrom} to {@code pairTo}
 */
record Learnt(
        ZoneId timeZone,
        List<String> zones,
        boolean trafficSeen,
        double[][] traffic,
        double[] slotFactor,
        double[] zoneFactor,
        int[] pairFrom,
        int[] pairTo,
        double[] pairFactor,
        double overheadSeconds,
        double legSpread,
        double serviceSeconds,
        double serviceSecondsPerGram,
        double unweighedSeconds,
        double serviceSpread) {

    private static final long MAGIC = 0x53_4b_54_52_56_4c_54_31L;
    private static final int MOST = 10_000_000;

    Learnt {
        zones = List.copyOf(zones);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(MAGIC);
            out.writeUTF(timeZone.getId());
            out.writeInt(zones.size());
            for (String zone : zones) {
                out.writeUTF(zone);
            }
            out.writeBoolean(trafficSeen);
            for (double[] row : traffic) {
                write(out, row);
            }
            write(out, slotFactor);
            write(out, zoneFactor);
            out.writeInt(pairFactor.length);
            for (int pair = 0; pair < pairFactor.length; pair++) {
                out.writeInt(pairFrom[pair]);
                out.writeInt(pairTo[pair]);
                out.writeDouble(pairFactor[pair]);
            }
            write(out, new double[] {
                overheadSeconds, legSpread, serviceSeconds, serviceSecondsPerGram, unweighedSeconds, serviceSpread
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not of this kind */
    static Learnt of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length < Long.BYTES || in.readLong() != MAGIC) {
                throw foreign(null);
            }
            ZoneId timeZone = ZoneId.of(in.readUTF());
            int size = count(in, bytes.length);
            List<String> zones = new ArrayList<>();
            for (int zone = 0; zone < size; zone++) {
                zones.add(in.readUTF());
            }
            boolean trafficSeen = in.readBoolean();
            double[][] traffic = new double[size + 1][];
            for (int zone = 0; zone <= size; zone++) {
                traffic[zone] = positive(in, TravelTimeModel.SLOTS);
            }
            double[] slotFactor = positive(in, TravelTimeModel.SLOTS);
            double[] zoneFactor = positive(in, size + 1);
            int pairs = count(in, bytes.length);
            int[] from = new int[pairs];
            int[] to = new int[pairs];
            double[] factor = new double[pairs];
            for (int pair = 0; pair < pairs; pair++) {
                from[pair] = in.readInt();
                to[pair] = in.readInt();
                factor[pair] = in.readDouble();
                require(from[pair] >= 0 && from[pair] <= size && to[pair] >= 0 && to[pair] <= size);
                require(factor[pair] > 0 && Double.isFinite(factor[pair]));
            }
            double[] rest = new double[6];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = in.readDouble();
                require(rest[i] >= 0 && Double.isFinite(rest[i]));
            }
            require(in.read() < 0);
            return new Learnt(
                    timeZone,
                    zones,
                    trafficSeen,
                    traffic,
                    slotFactor,
                    zoneFactor,
                    from,
                    to,
                    factor,
                    rest[0],
                    rest[1],
                    rest[2],
                    rest[3],
                    rest[4],
                    rest[5]);
        } catch (IOException | DateTimeException e) {
            throw foreign(e);
        }
    }

    private static int count(DataInputStream in, int bytes) throws IOException {
        int count = in.readInt();
        require(count >= 0 && count <= Math.min(MOST, bytes));
        return count;
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static double[] positive(DataInputStream in, int length) throws IOException {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = in.readDouble();
            require(values[i] > 0 && Double.isFinite(values[i]));
        }
        return values;
    }

    private static void require(boolean right) {
        if (!right) {
            throw foreign(null);
        }
    }

    private static IllegalArgumentException foreign(@org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "The bytes are not those of a travel-time model. Maybe they are of another kind or an older version?",
                cause);
    }
}
