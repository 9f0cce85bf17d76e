package dev.shopkeeper.learning.trainer;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How to start a JVM on this JVM's class path. Works from Spring Boot's executable jar, from its extracted layout and from
 * a class path of folders. Of the flags of this JVM only the system properties are handed on: a service's heap, compiler
 * tiers and AOT cache are not those of a training. They stand in a file that only this user may read.
 */
final class TrainerCommand {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerCommand.class);
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    /** Properties of this JVM that are its own affair: its folders, its ports, how its jar is launched. */
    private static final List<String> OWN = List.of(
            "-Djava.io.tmpdir=",
            "-Djava.class.path=",
            "-Dcom.sun.management.",
            "-Dspring.context.exit=",
            "-Dloader.",
            "-Dstdout.encoding=",
            "-Dstderr.encoding=");

    private final TrainerSettings settings;
    private final List<String> inherited;

    TrainerCommand(TrainerSettings settings) {
        this(settings, ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** @param ofThisJvm the flags that this JVM was started with */
    TrainerCommand(TrainerSettings settings, List<String> ofThisJvm) {
        this.settings = settings;
        this.inherited = ofThisJvm.stream()
                .filter(flag -> flag.startsWith("-D") && OWN.stream().noneMatch(flag::startsWith))
                .toList();
    }

    /**
     * The words of the command; the process that comes of it is the JVM itself.
     *
     * @param folder takes the file of flags, and the temporary files of the JVM
     * @param main the class to run, with its arguments
     */
    List<String> words(Path folder, Class<?> main, List<String> arguments) throws IOException {
        List<String> flags = flags(folder);
        boolean packed = isPacked(main);
        if (packed) {
            flags.add("-Dloader.main=" + main.getName());
        }
        Path file = Files.createFile(folder.resolve("jvm-flags"));
        Files.writeString(
                file,
                flags.stream().map(TrainerCommand::quoted).collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(niceness());
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("@" + file);
        words.add(packed ? LAUNCHER : main.getName());
        words.addAll(arguments);
        return words;
    }

    List<String> flags(Path folder) {
        List<String> flags = new ArrayList<>();
        flags.add("-cp");
        flags.add(classPath());
        // All tiers of the compiler, and the collector that gets most done when nobody waits for an answer.
        flags.add("-XX:+UseParallelGC");
        flags.add("-Xmx" + settings.maxHeap().toMegabytes() + "m");
        flags.add("-XX:+ExitOnOutOfMemoryError");
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("--sun-misc-unsafe-memory-access=allow");
        flags.addAll(inherited);
        flags.add("-Djava.io.tmpdir=" + folder);
        flags.add("-Dstdout.encoding=UTF-8");
        flags.add("-Dstderr.encoding=UTF-8");
        flags.addAll(settings.jvmFlags());
        return flags;
    }

    /** The working directory is the same, but a relative path in an argument is easily misread by people. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Within an executable jar, classes lie where only the loader of Spring Boot finds them. */
    private static boolean isPacked(Class<?> main) {
        return ClassLoader.getSystemResource(main.getName().replace('.', '/') + ".class") == null;
    }

    private List<String> niceness() {
        if (settings.nice() == 0) {
            return List.of();
        }
        Optional<Path> nice = Stream.of("/usr/bin/nice", "/bin/nice")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (nice.isEmpty()) {
            LOG.warn(
                    "There is no program 'nice' here: the trainer shares the processor with the service as its equal."
                            + " Maybe set {}nice to 0 to accept that?",
                    TrainerSettings.PREFIX);
            return List.of();
        }
        return List.of(nice.get().toString(), "-n", Integer.toString(settings.nice()));
    }

    /** As the launcher reads it from a file. */
    private static String quoted(String flag) {
        return '"' + flag.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
