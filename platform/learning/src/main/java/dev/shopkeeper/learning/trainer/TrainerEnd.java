package dev.shopkeeper.learning.trainer;

import java.util.List;
import java.util.Map;

/** What the end of a trainer's process means. */
public final class TrainerEnd {

    /** The work is done and told. */
    public static final int DONE = 0;
    /** Out of memory; the JVM's own code for it under {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int OUT_OF_MEMORY = 3;
    /** The run failed, and why was told. */
    public static final int FAILED = 70;

    private static final int SIGNALS = 128;
    private static final int KILL = 9;
    private static final Map<Integer, String> NAMES = Map.of(
            2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", KILL, "SIGKILL", 11, "SIGSEGV", 15,
            "SIGTERM");

    private TrainerEnd() {}

    /**
     * Says for people how a trainer ended that had not told of a result.
     *
     * @param code what the process ended with; above 128 the number of a signal and 128
     * @param lastWords the last lines it wrote that were no log lines
     */
    static String inWords(int code, long pid, TrainerSettings settings, List<String> lastWords) {
        String trainer = "The trainer (process " + pid + ") ";
        String words = lastWords.isEmpty() ? "" : " Its last words: " + String.join(" | ", lastWords);
        if (code == DONE) {
            return trainer + "ended without a result." + words;
        }
        if (code == OUT_OF_MEMORY) {
            return trainer + "ran out of memory: its heap limit is " + settings.heapInWords() + ". Maybe raise "
                    + TrainerSettings.PREFIX + "max-heap, and the memory of the container with it?" + words;
        }
        int signal = code - SIGNALS;
        if (signal > 0 && signal < 65) {
            String name = NAMES.getOrDefault(signal, "unnamed");
            String advice = signal == KILL
                    ? " Maybe somebody ended it, or the machine or the container has too little memory for it: its heap"
                            + " limit, " + TrainerSettings.PREFIX + "max-heap, is " + settings.heapInWords()
                            + ", and it takes some 300 MB beside it."
                    : "";
            return trainer + "was ended by signal " + signal + " (" + name + ")." + advice + words;
        }
        return trainer + "ended with exit code " + code + "." + words;
    }
}
