package dev.shopkeeper.neural;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Memory that native routines read and write, with a view for Java on it. Not thread-safe. */
public final class NativeFloats implements AutoCloseable {

    private final FloatPointer pointer;
    private final FloatBuffer view;

    /** @throws OutOfMemoryError beyond the limit of {@link NativeSettings} */
    public NativeFloats(int size) {
        this.pointer = new FloatPointer((long) size);
        this.view = pointer.asBuffer();
    }

    public FloatPointer pointer() {
        return pointer;
    }

    public void put(int index, float[] source, int from, int count) {
        view.put(index, source, from, count);
    }

    public void get(int index, float[] target) {
        view.get(index, target, 0, target.length);
    }

    public void get(int index, float[] target, int to, int count) {
        view.get(index, target, to, count);
    }

    /** Frees the memory: what views or pointers show then is undefined. */
    @Override
    public void close() {
        pointer.deallocate();
    }
}
