package dev.shopkeeper.neural;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between arrays of ND4J and of Java. */
public final class FloatArrays {

    private FloatArrays() {}

    /** The values in order f, first index fastest; to be called while the workspace of the array is open. */
    public static float[] read(INDArray array) {
        INDArray ordered = array.dup('f');
        float[] values = new float[Math.toIntExact(array.length())];
        ordered.data().asNioFloat().get(0, values);
        release(ordered);
        return values;
    }

    /** Writes all values of an array that was created in order f, and is no part of another. */
    public static void write(INDArray array, float[] values) {
        array.data().asNioFloat().put(0, values);
        Reference.reachabilityFence(array);
    }

    /** Gives memory back at once, unless it belongs to a workspace or another array: the collector sees none of it. */
    public static void release(INDArray array) {
        if (array.closeable()) {
            array.close();
        }
        Reference.reachabilityFence(array);
    }
}
