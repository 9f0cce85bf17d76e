package dev.shopkeeper.recommendation.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServesWithoutNativeLibrariesTests {

    private static final List<String> NATIVE = List.of("org.nd4j.", "org.deeplearning4j.", "org.bytedeco.");
    private static final int ITEMS = 20;

    /** Loads all but the JDK anew, and nothing that needs a native library. */
    private static final class Poor extends URLClassLoader {

        Poor() {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Poor::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(entry, e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (NATIVE.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name + " needs a native library");
            }
            return super.findClass(name);
        }
    }

    /** What a service does with the model, found by its name in the other loader. */
    public static final class Served {

        private Served() {}

        public static float[] answer(byte[] bytes) throws IOException {
            DeepModel model = DeepModel.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            float[] scores = new float[model.items()];
            History history = History.of(3, 5, 3);
            model.score(history, scores);
            model.explain(history, new Chosen(1, 3), (event, place, amount) -> {});
            model.write(new DataOutputStream(new ByteArrayOutputStream()));
            return scores;
        }

        public static void train() {
            new DeepTrainer(1, 1).fit(past(), options(), done -> {});
        }
    }

    private static DeepOptions options() {
        return DeepOptions.defaults().with(one -> one.dimension(4)).withEpochs(1);
    }

    private static Histories past() {
        SplittableRandom random = new SplittableRandom(1);
        List<History> all = Stream.generate(
                        () -> History.of(random.ints(5, 0, ITEMS).toArray()))
                .limit(60)
                .toList();
        return new Histories(ITEMS, all, Attributes.none(ITEMS));
    }

    private static Class<?> served(ClassLoader loader) throws ClassNotFoundException {
        return Class.forName(Served.class.getName(), true, loader);
    }

    @Test
    void answersWhereNoClassOfANativeLibraryCanBeLoaded() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DeepTrainer(1, 1).fit(past(), options(), done -> {}).write(new DataOutputStream(bytes));
        try (Poor loader = new Poor()) {
            Object scores = served(loader).getMethod("answer", byte[].class).invoke(null, (Object) bytes.toByteArray());

            assertThat(scores).isEqualTo(Served.answer(bytes.toByteArray()));
        }
    }

    @Test
    void theSameDoesNotTrainThereSoThatTheOtherTestSaysSomething() throws Exception {
        try (Poor loader = new Poor()) {
            Class<?> served = served(loader);

            assertThatThrownBy(() -> served.getMethod("train").invoke(null))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasRootCauseInstanceOf(ClassNotFoundException.class);
        }
    }
}
