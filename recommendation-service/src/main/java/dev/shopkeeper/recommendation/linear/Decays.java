package dev.shopkeeper.recommendation.linear;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several time scales as bytes. */
final class Decays {

    private Decays() {}

    static void write(List<Decay> scales, DataOutputStream out) throws IOException {
        out.writeInt(scales.size());
        for (Decay scale : scales) {
            scale.write(out);
        }
    }

    static List<Decay> read(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<Decay> scales = new ArrayList<>(size);
        for (int scale = 0; scale < size; scale++) {
            scales.add(Decay.read(in));
        }
        return List.copyOf(scales);
    }
}
