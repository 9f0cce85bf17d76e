package dev.shopkeeper.benchmarks.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Where a running JVM spends its processor time, by samples of Flight Recorder. */
final class Profile {

    private static final String OURS = "dev.shopkeeper.";
    private static final int PACKAGE_WORDS = 3;

    private final long process;
    private final Path recording;
    private Map<String, Double> threads = Map.of();

    private Profile(long process, Path recording) {
        this.process = process;
        this.recording = recording;
    }

    /**
     * Begins to sample.
     *
     * @param recording a file that is not there yet
     */
    static Profile begin(long process, Path recording) throws IOException, InterruptedException {
        Profile profile = new Profile(process, recording);
        profile.command("JFR.configure", "stackdepth=256");
        profile.command("JFR.start", "name=serving", "settings=profile");
        profile.threads = ThreadTimes.ofProcess(process);
        return profile;
    }

    /**
     * Ends, and deletes the recording.
     *
     * @return the process's time by names of threads, the JVM's own among them; samples; and the shares of these by what ran
     *     ({@code running}), by the library that ran or had called the JDK ({@code libraries}), and by the product's methods that ran
     *     or had called what ran ({@code below}), so many of the most frequent each
     */
    Map<String, Object> end(int frames) throws IOException, InterruptedException {
        Map<String, Double> taken = ThreadTimes.since(threads, ThreadTimes.ofProcess(process));
        command("JFR.stop", "name=serving", "filename=" + recording);
        try {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("threads", taken);
            figures.putAll(read(recording, frames));
            return figures;
        } finally {
            Files.deleteIfExists(recording);
        }
    }

    private static Map<String, Object> read(Path recording, int frames) throws IOException {
        Map<String, Integer> running = new HashMap<>();
        Map<String, Integer> libraries = new HashMap<>();
        Map<String, Integer> below = new HashMap<>();
        int samples = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                boolean sample = event.getEventType().getName().equals("jdk.ExecutionSample");
                if (sample && event.getStackTrace() != null) {
                    samples++;
                    List<RecordedMethod> stack = event.getStackTrace().getFrames().stream()
                            .map(RecordedFrame::getMethod)
                            .toList();
                    running.merge(name(stack.getFirst()), 1, Integer::sum);
                    libraries.merge(library(stack), 1, Integer::sum);
                    Set<String> ours = new HashSet<>();
                    stack.stream().filter(Profile::isOurs).forEach(method -> ours.add(name(method)));
                    ours.forEach(each -> below.merge(each, 1, Integer::sum));
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("samples", samples);
        figures.put("running", shares(running, samples, frames));
        figures.put("libraries", shares(libraries, samples, frames));
        figures.put("below", shares(below, samples, frames));
        return figures;
    }

    private static boolean isOurs(RecordedMethod method) {
        String type = method.getType().getName();
        return type.startsWith(OURS) && !type.contains("$$");
    }

    private static String library(List<RecordedMethod> stack) {
        return stack.stream()
                .map(method -> method.getType().getName())
                .filter(type -> !type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun."))
                .findFirst()
                .map(Profile::library)
                .orElse("the JDK alone");
    }

    /** The first words of a class's package. */
    static String library(String type) {
        String[] words = type.split("\\.", -1);
        return String.join(".", Arrays.copyOf(words, Math.min(PACKAGE_WORDS, words.length - 1)));
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    /** The most frequent first, as shares of all samples. */
    static Map<String, Double> shares(Map<String, Integer> counts, int samples, int most) {
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(entry -> shares.put(entry.getKey(), Figures.fine((double) entry.getValue() / samples)));
        return shares;
    }

    private void command(String... words) throws IOException, InterruptedException {
        String[] whole = new String[words.length + 2];
        whole[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        whole[1] = Long.toString(process);
        System.arraycopy(words, 0, whole, 2, words.length);
        Process jcmd = new ProcessBuilder(whole).redirectErrorStream(true).start();
        jcmd.getOutputStream().close();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + words[0] + " failed: " + said);
        }
    }
}
