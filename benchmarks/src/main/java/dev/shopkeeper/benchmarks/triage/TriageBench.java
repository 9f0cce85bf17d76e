package dev.shopkeeper.benchmarks.triage;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.order.triage.GroupSplit;
import dev.shopkeeper.order.triage.LabelledText;
import dev.shopkeeper.order.triage.Reading;
import dev.shopkeeper.order.triage.TriageLearner;
import dev.shopkeeper.order.triage.TriageMetrics;
import dev.shopkeeper.order.triage.TriageModel;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./shop bench triage --data FOLDER [--seed N] [--set NAME] [--split validation]}: every set of labelled messages below
 * the folder, learnt by the product's code and read once, beside scikit-learn on the same texts. With {@code --split
 * validation} a fifth of what is learnt from is read in place of the test.
 */
public final class TriageBench implements BenchCase {

    private static final double TARGET_PRECISION = 0.95;
    private static final double EIGHTY_PER_CENT = 0.84;
    private static final int VALIDATION = 5;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Map<String, Object> run(BenchOptions options) throws IOException {
        Path folder = Path.of(options.text("data")
                .orElseThrow(
                        () -> new IllegalArgumentException("--data is missing. Maybe give a folder of messages?")));
        boolean validation = options.text("split", "test").equals("validation");
        String only = options.text("set", "");
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Map.Entry<String, MessageSets.MessageSet> set :
                MessageSets.find(folder).entrySet()) {
            if (only.isEmpty() || only.equals(set.getKey())) {
                figures.put(set.getKey(), run(set.getValue(), validation, options.seed()));
            }
        }
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("There is no set of messages below " + folder
                    + ". Maybe it needs a train file and a test or dev file, with a text and a label in each row?");
        }
        return figures;
    }

    private static Map<String, Object> run(MessageSets.MessageSet set, boolean validation, long seed)
            throws IOException {
        List<LabelledText> known = set.train();
        List<LabelledText> unseen = set.unseen();
        if (validation) {
            int[] folds = GroupSplit.folds(set.train(), VALIDATION, seed);
            known = new ArrayList<>();
            unseen = new ArrayList<>();
            for (int i = 0; i < folds.length; i++) {
                (folds[i] == 0 ? unseen : known).add(set.train().get(i));
            }
        }
        double began = seconds();
        TriageModel model = new TriageLearner(TARGET_PRECISION, EIGHTY_PER_CENT, seed, progress -> {}).learn(known);
        double trained = seconds() - began;
        List<Reading> readings =
                unseen.stream().map(text -> model.reading(text.text())).toList();
        TriageMetrics metrics = new TriageMetrics(
                unseen.stream().map(LabelledText::label).toList(),
                readings.stream().map(Reading::first).toList());
        int acted = 0;
        int right = 0;
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).outcome() == Reading.Outcome.AUTO) {
                acted++;
                right += readings.get(i).first().label().equals(unseen.get(i).label()) ? 1 : 0;
            }
        }
        double speed = messagesASecond(model, unseen);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("learnt_from", known.size());
        figures.put("read", unseen.size());
        figures.put("file", validation ? "a fifth of what is learnt from" : set.unseenFile());
        figures.put("labels", model.labels().size());
        figures.put("n_grams", model.size());
        figures.put("accuracy", rounded(metrics.accuracy()));
        figures.put("macro_f1", rounded(metrics.macroF1()));
        figures.put("calibration_error", rounded(metrics.calibrationError()));
        figures.put("acted_on", rounded((double) acted / unseen.size()));
        figures.put("acted_on_rightly", acted == 0 ? "none" : rounded((double) right / acted));
        figures.put("training_seconds", rounded(trained));
        figures.put("messages_a_second", Math.round(speed));
        compare(figures, known, unseen, speed);
        return figures;
    }

    /** On one thread, the fastest of several rounds after some that do not count. */
    private static double messagesASecond(TriageModel model, List<LabelledText> texts) {
        double fastest = Double.POSITIVE_INFINITY;
        double sure = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double began = seconds();
            for (LabelledText text : texts) {
                sure += model.first(text.text()).probability();
            }
            fastest = round < 0 ? fastest : Math.min(fastest, seconds() - began);
        }
        if (!(sure > 0)) {
            throw new IllegalStateException("No message was read with any probability.");
        }
        return texts.size() / fastest;
    }

    private static void compare(
            Map<String, Object> figures, List<LabelledText> known, List<LabelledText> unseen, double speed)
            throws IOException {
        Path train = Files.createTempFile("train", ".json");
        Path test = Files.createTempFile("test", ".json");
        try {
            write(train, known);
            write(test, unseen);
            Process peer = new ProcessBuilder(
                            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3",
                            Path.of("benchmarks", "peers", "triage_fit.py").toString(),
                            train.toString(),
                            test.toString(),
                            han(known) ? "han" : "latin")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader reader = peer.inputReader(StandardCharsets.UTF_8)) {
                String line = reader.readLine();
                if (line == null) {
                    figures.put("scikit_learn", "skipped: it is not there. Maybe install python3-sklearn?");
                    return;
                }
                JsonNode theirs = JSON.readTree(line);
                Map<String, Object> peers = new LinkedHashMap<>();
                peers.put("version", theirs.path("scikit_learn").asString(""));
                for (String name : List.of("accuracy", "macro_f1", "calibration_error", "training_seconds")) {
                    peers.put(name, rounded(theirs.path(name).asDouble()));
                }
                for (String name : List.of("messages_a_second", "messages_a_second_singly")) {
                    peers.put(name, Math.round(theirs.path(name).asDouble()));
                }
                figures.put("scikit_learn", peers);
                figures.put(
                        "speed_by_scikit_learn",
                        rounded(speed / theirs.path("messages_a_second").asDouble()));
            }
        } catch (IOException e) {
            figures.put("scikit_learn", "skipped: the peer cannot be started: " + e.getMessage());
        } finally {
            Files.delete(train);
            Files.delete(test);
        }
    }

    private static void write(Path file, List<LabelledText> texts) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (LabelledText text : texts) {
                out.write(JSON.writeValueAsString(Map.of("text", text.text(), "label", text.label())));
                out.newLine();
            }
        }
    }

    /** Whether most letters are Chinese. */
    private static boolean han(List<LabelledText> texts) {
        long han = 0;
        long letters = 0;
        for (LabelledText text : texts) {
            han += text.text().codePoints().filter(Character::isIdeographic).count();
            letters += text.text().codePoints().filter(Character::isLetter).count();
        }
        return 2 * han > letters;
    }

    private static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1e4) / 1e4;
    }
}
