package dev.shopkeeper.recommendation.algebra;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few BLAS and LAPACK routines used, called on Java arrays without a copy. OpenBLAS runs each call on one thread: callers
 * spread work over their own.
 */
final class OpenBlas {

    private static final Logger LOG = LoggerFactory.getLogger(OpenBlas.class);
    private static final int ROW_MAJOR = 101;
    private static final int COLUMN_MAJOR = 102;
    private static final int AS_IT_IS = 111;
    private static final int TRANSPOSED = 112;
    private static final @Nullable OpenBlas INSTANCE = load();

    private final MethodHandle solve;
    private final MethodHandle factorise;
    private final MethodHandle invert;
    private final MethodHandle multiply;
    private final MethodHandle multiplyVector;

    private OpenBlas(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        this.solve = linker.downcallHandle(
                library.findOrThrow("LAPACKE_sposv"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_BYTE,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.critical(true));
        FunctionDescriptor square = FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_BYTE,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT);
        // Not critical: these take seconds, and a critical call would hold up the garbage collector for all of them.
        this.factorise = linker.downcallHandle(library.findOrThrow("LAPACKE_spotrf"), square);
        this.invert = linker.downcallHandle(library.findOrThrow("LAPACKE_spotri"), square);
        this.multiply = linker.downcallHandle(
                library.findOrThrow("cblas_sgemm"),
                FunctionDescriptor.ofVoid(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_FLOAT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_FLOAT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.critical(true));
        this.multiplyVector = linker.downcallHandle(
                library.findOrThrow("cblas_sgemv"),
                FunctionDescriptor.ofVoid(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_FLOAT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_FLOAT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.critical(true));
    }

    /** The library, or null on a machine that it does not exist for. */
    static @Nullable OpenBlas instance() {
        return INSTANCE;
    }

    /** Solves A·X = B in place, the right-hand sides one after the other in {@code rightHandSides}. */
    boolean solve(float[] matrix, int size, float[] rightHandSides, int count) {
        return call(() -> (int) solve.invokeExact(
                        COLUMN_MAJOR,
                        (byte) 'L',
                        size,
                        count,
                        MemorySegment.ofArray(matrix),
                        size,
                        MemorySegment.ofArray(rightHandSides),
                        size))
                == 0;
    }

    /** Inverts a symmetric positive definite matrix in place; only its lower triangle (by columns) is read and written. */
    boolean invert(MemorySegment matrix, int size) {
        return call(() -> (int) factorise.invokeExact(COLUMN_MAJOR, (byte) 'L', size, matrix, size)) == 0
                && call(() -> (int) invert.invokeExact(COLUMN_MAJOR, (byte) 'L', size, matrix, size)) == 0;
    }

    /** products = A·Bᵀ, of rows one after the other. */
    void multiply(float[] rows, int count, float[] others, int otherCount, int width, float[] products) {
        call(() -> {
            multiply.invokeExact(
                    ROW_MAJOR,
                    AS_IT_IS,
                    TRANSPOSED,
                    count,
                    otherCount,
                    width,
                    1f,
                    MemorySegment.ofArray(rows),
                    width,
                    MemorySegment.ofArray(others),
                    width,
                    0f,
                    MemorySegment.ofArray(products),
                    otherCount);
            return 0;
        });
    }

    /** sum += factor·AᵀA, of rows one after the other. */
    void addGram(float[] rows, int count, int width, float factor, float[] sum) {
        call(() -> {
            MemorySegment matrix = MemorySegment.ofArray(rows);
            multiply.invokeExact(
                    ROW_MAJOR,
                    TRANSPOSED,
                    AS_IT_IS,
                    width,
                    width,
                    count,
                    factor,
                    matrix,
                    width,
                    matrix,
                    width,
                    1f,
                    MemorySegment.ofArray(sum),
                    width);
            return 0;
        });
    }

    /** result = A·x, or result += Aᵀ·x. */
    void multiply(float[] rows, int count, int width, boolean transposed, float[] vector, float[] result) {
        call(() -> {
            multiplyVector.invokeExact(
                    ROW_MAJOR,
                    transposed ? TRANSPOSED : AS_IT_IS,
                    count,
                    width,
                    1f,
                    MemorySegment.ofArray(rows),
                    width,
                    MemorySegment.ofArray(vector),
                    1,
                    transposed ? 1f : 0f,
                    MemorySegment.ofArray(result),
                    1);
            return 0;
        });
    }

    private static int call(Call call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A LAPACK routine could not be called", e);
        }
    }

    private static @Nullable OpenBlas load() {
        try {
            Loader.load(org.bytedeco.openblas.global.openblas.class);
            SymbolLookup library =
                    SymbolLookup.libraryLookup(System.mapLibraryName("openblas") + suffix(), Arena.global());
            oneThread(library);
            return new OpenBlas(library);
        } catch (LinkageError | RuntimeException e) {
            LOG.warn(
                    "OpenBLAS cannot be used here, systems are solved in plain Java, many times slower: {}",
                    e.toString());
            return null;
        }
    }

    /** The version at the end of the library's name, which only Linux puts there. */
    private static String suffix() {
        return System.getProperty("os.name", "").startsWith("Linux") ? ".0" : "";
    }

    private static void oneThread(SymbolLookup library) {
        MethodHandle threads = Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow("openblas_set_num_threads"),
                        FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        call(() -> {
            threads.invokeExact(1);
            return 0;
        });
    }

    @FunctionalInterface
    private interface Call {
        int run() throws Throwable;
    }
}
