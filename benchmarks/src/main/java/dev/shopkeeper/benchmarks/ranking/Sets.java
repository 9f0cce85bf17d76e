package dev.shopkeeper.benchmarks.ranking;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.recommendation.evaluation.RankingCase;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.history.Histories;
import dev.shopkeeper.recommendation.history.History;
import dev.shopkeeper.recommendation.selection.Traits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** Finds the sets below a folder by the files in it, and reads them. A file may be compressed with gzip or not. */
final class Sets {

    private final long seed;

    Sets(long seed) {
        this.seed = seed;
    }

    /** All protocols of all sets found, in the order of their folders; each is read when it is asked for. */
    Map<String, java.util.function.Supplier<Trial>> find(Path folder) throws IOException {
        Map<String, java.util.function.Supplier<Trial>> found = new LinkedHashMap<>();
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            for (Path one : walk.filter(Files::isDirectory).sorted().toList()) {
                String name = one.toAbsolutePath().normalize().getFileName().toString();
                if (has(one, "sequences.txt")) {
                    found.put(name, () -> sequences(name, one));
                } else if (has(one, "train.txt") && has(one, "test.txt")) {
                    found.put(name, () -> split(name, one));
                } else if (has(one, "u.data")) {
                    found.put(name + "/random", () -> ratingsAtRandom(name + "/random", one));
                    found.put(name + "/leave-one-out", () -> ratingsByTime(name + "/leave-one-out", one));
                } else if (has(one, "train_sessions.txt")) {
                    found.put(name, () -> sessions(name, one));
                } else if (has(one, "train.jsonl") && has(one, "test.jsonl")) {
                    found.put(name, () -> baskets(name, one));
                } else if (has(one, "beauty.txt")) {
                    found.put(name, () -> lines(name, one));
                }
            }
        }
        return found;
    }

    private Trial sequences(String name, Path folder) {
        List<int[]> all = new ArrayList<>();
        read(folder, "sequences.txt", line -> {
            int[] numbers = numbers(line);
            all.add(Arrays.copyOfRange(numbers, 1, numbers.length));
        });
        int items = all.stream().flatMapToInt(Arrays::stream).max().orElse(0) + 1;
        return leaveOneOut(name, all, attributes(folder, items));
    }

    private Trial lines(String name, Path folder) {
        Map<Integer, List<Integer>> byUser = new LinkedHashMap<>();
        read(folder, "beauty.txt", line -> {
            int[] numbers = numbers(line);
            byUser.computeIfAbsent(numbers[0], user -> new ArrayList<>()).add(numbers[1]);
        });
        List<int[]> all = byUser.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int items = all.stream().flatMapToInt(Arrays::stream).max().orElse(0) + 1;
        return leaveOneOut(name, all, Attributes.none(items));
    }

    private Trial ratingsByTime(String name, Path folder) {
        List<int[]> rows = ratings(folder);
        rows.sort(Comparator.comparingInt((int[] row) -> row[3]));
        Map<Integer, List<Integer>> byUser = new java.util.TreeMap<>();
        rows.forEach(
                row -> byUser.computeIfAbsent(row[0], user -> new ArrayList<>()).add(row[1]));
        List<int[]> all = byUser.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int items = all.stream().flatMapToInt(Arrays::stream).max().orElse(0) + 1;
        return leaveOneOut(name, all, Attributes.none(items));
    }

    /** The last item is the test, the one before it the validation; sequences of fewer than three items only teach. */
    private static Trial leaveOneOut(String name, List<int[]> sequences, Attributes attributes) {
        int items = attributes.ofItem().length;
        List<History> past = new ArrayList<>();
        List<RankingCase> validation = new ArrayList<>();
        List<History> all = new ArrayList<>();
        List<RankingCase> test = new ArrayList<>();
        for (int[] one : sequences) {
            int length = one.length;
            if (length < 3) {
                past.add(History.of(one));
                all.add(History.of(one));
                continue;
            }
            History before = History.of(Arrays.copyOf(one, length - 2));
            History known = History.of(Arrays.copyOf(one, length - 1));
            past.add(before);
            all.add(known);
            validation.add(RankingCase.ofNew(before, one[length - 2]));
            test.add(RankingCase.ofNew(known, one[length - 1]));
        }
        return new Trial(
                name,
                new Histories(items, past, attributes),
                validation,
                new Histories(items, all, attributes),
                test,
                new Traits(true, false, "ndcg_at_10"),
                List.of("hit_at_10", "ndcg_at_10"));
    }

    private Trial split(String name, Path folder) {
        Map<Integer, int[]> train = new LinkedHashMap<>();
        Map<Integer, int[]> test = new LinkedHashMap<>();
        read(folder, "train.txt", line -> put(train, numbers(line)));
        read(folder, "test.txt", line -> put(test, numbers(line)));
        int items = Stream.concat(train.values().stream(), test.values().stream())
                        .flatMapToInt(Arrays::stream)
                        .max()
                        .orElse(0)
                + 1;
        return unordered(name, items, train, test, 0.1, "ndcg_at_20", List.of("recall_at_20", "ndcg_at_20"));
    }

    private Trial ratingsAtRandom(String name, Path folder) {
        Map<Integer, List<Integer>> byUser = new java.util.TreeMap<>();
        int items = 0;
        for (int[] row : ratings(folder)) {
            byUser.computeIfAbsent(row[0], user -> new ArrayList<>()).add(row[1]);
            items = Math.max(items, row[1] + 1);
        }
        Map<Integer, int[]> train = new LinkedHashMap<>();
        Map<Integer, int[]> test = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        byUser.forEach((user, list) -> {
            int[] shuffled = shuffled(list.stream().mapToInt(Integer::intValue).toArray(), random);
            int kept = (int) Math.round(0.75 * shuffled.length);
            train.put(user, Arrays.copyOf(shuffled, kept));
            test.put(user, Arrays.copyOfRange(shuffled, kept, shuffled.length));
        });
        return unordered(
                name,
                items,
                train,
                test,
                0.2,
                "ndcg_at_10",
                List.of("ndcg_at_10", "precision_at_10", "recall_at_10", "map_at_10"));
    }

    /** A share of every person's items, drawn with the seed, is the validation. */
    private Trial unordered(
            String name,
            int items,
            Map<Integer, int[]> train,
            Map<Integer, int[]> test,
            double share,
            String figure,
            List<String> figures) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        List<History> past = new ArrayList<>();
        List<RankingCase> validation = new ArrayList<>();
        List<History> all = new ArrayList<>();
        List<RankingCase> cases = new ArrayList<>();
        train.forEach((user, known) -> {
            int[] shuffled = shuffled(known, random);
            int held = known.length < 3 ? 0 : (int) Math.max(1, Math.round(share * known.length));
            History before = History.of(Arrays.copyOf(shuffled, known.length - held));
            past.add(before);
            if (held > 0) {
                validation.add(
                        RankingCase.ofNew(before, Arrays.copyOfRange(shuffled, known.length - held, known.length)));
            }
            History whole = History.of(known);
            all.add(whole);
            int[] wanted = test.getOrDefault(user, new int[0]);
            if (wanted.length > 0) {
                cases.add(RankingCase.ofNew(whole, wanted));
            }
        });
        Attributes none = Attributes.none(items);
        return new Trial(
                name,
                new Histories(items, past, none),
                validation,
                new Histories(items, all, none),
                cases,
                new Traits(false, false, figure),
                figures);
    }

    private Trial sessions(String name, Path folder) {
        Map<Integer, Integer> numbers = new HashMap<>();
        List<History> all = new ArrayList<>();
        read(folder, "train_sessions.txt", line -> all.add(History.of(known(numbers, numbers(line)))));
        int seen = numbers.size();
        List<RankingCase> test = new ArrayList<>();
        read(folder, "test_prefix_target.tsv", line -> {
            int tab = line.indexOf('\t');
            int[] prefix = known(numbers, numbers(line.substring(0, tab)));
            int target = known(numbers, numbers(line.substring(tab + 1)))[0];
            test.add(RankingCase.ofAny(History.of(prefix), target));
        });
        int items = numbers.size();
        // Sessions come in the order of time: the last tenth is the validation, each of its prefixes a case.
        int cut = all.size() * 9 / 10;
        List<RankingCase> validation = new ArrayList<>();
        for (History session : all.subList(cut, all.size())) {
            for (int length = 1; length < session.size(); length++) {
                if (session.items()[length] < seen) {
                    validation.add(RankingCase.ofAny(session.first(length), session.items()[length]));
                }
            }
        }
        Attributes none = Attributes.none(items);
        return new Trial(
                name,
                new Histories(items, all.subList(0, cut), none),
                validation,
                new Histories(items, all, none),
                test,
                new Traits(true, true, "mrr_at_20"),
                List.of("hit_at_20", "mrr_at_20"));
    }

    private Trial baskets(String name, Path folder) {
        Map<Integer, Integer> numbers = new HashMap<>();
        List<int[][]> train = baskets(folder, "train.jsonl", numbers);
        List<int[][]> validate = baskets(folder, "validate.jsonl", numbers);
        List<int[][]> test = baskets(folder, "test.jsonl", numbers);
        Attributes none = Attributes.none(numbers.size());
        List<History> past =
                new ArrayList<>(train.stream().map(History::ofBaskets).toList());
        List<RankingCase> validation = new ArrayList<>();
        List<History> all = new ArrayList<>(past);
        for (int[][] one : validate) {
            validation.add(lastBasket(one));
            past.add(History.ofBaskets(Arrays.copyOf(one, one.length - 1)));
            all.add(History.ofBaskets(one));
        }
        List<RankingCase> cases = new ArrayList<>();
        for (int[][] one : test) {
            cases.add(lastBasket(one));
        }
        return new Trial(
                name,
                new Histories(numbers.size(), past, none),
                validation,
                new Histories(numbers.size(), all, none),
                cases,
                new Traits(true, true, "ndcg_at_10"),
                List.of("recall_at_10", "ndcg_at_10", "hit_at_10", "recall_at_20", "ndcg_at_20", "hit_at_20"));
    }

    private static RankingCase lastBasket(int[][] baskets) {
        return RankingCase.ofAny(
                History.ofBaskets(Arrays.copyOf(baskets, baskets.length - 1)),
                Arrays.stream(baskets[baskets.length - 1]).distinct().toArray());
    }

    private List<int[][]> baskets(Path folder, String file, Map<Integer, Integer> numbers) {
        List<int[][]> all = new ArrayList<>();
        read(folder, file, line -> {
            JsonNode node = EventJson.mapper().readTree(line).get("baskets");
            int[][] baskets = new int[node.size()][];
            for (int basket = 0; basket < baskets.length; basket++) {
                JsonNode items = node.get(basket);
                baskets[basket] = known(
                        numbers,
                        IntStream.range(0, items.size())
                                .map(i -> items.get(i).asInt())
                                .toArray());
            }
            if (baskets.length > 1) {
                all.add(baskets);
            }
        });
        return all;
    }

    private static Attributes attributes(Path folder, int items) {
        if (!has(folder, "item2attributes.json")) {
            return Attributes.none(items);
        }
        StringBuilder text = new StringBuilder();
        read(folder, "item2attributes.json", text::append);
        int[][] ofItem = new int[items][0];
        Map<Integer, Integer> numbers = new HashMap<>();
        EventJson.mapper().readTree(text.toString()).properties().forEach(entry -> {
            int item = Integer.parseInt(entry.getKey());
            if (item < items) {
                ofItem[item] = known(
                        numbers,
                        IntStream.range(0, entry.getValue().size())
                                .map(i -> entry.getValue().get(i).asInt())
                                .distinct()
                                .toArray());
            }
        });
        return Attributes.of(ofItem, numbers.size());
    }

    private static List<int[]> ratings(Path folder) {
        List<int[]> rows = new ArrayList<>();
        read(folder, "u.data", line -> rows.add(numbers(line)));
        return rows;
    }

    private static int[] known(Map<Integer, Integer> numbers, int[] ids) {
        return Arrays.stream(ids)
                .map(id -> numbers.computeIfAbsent(id, same -> numbers.size()))
                .toArray();
    }

    private static void put(Map<Integer, int[]> rows, int[] numbers) {
        if (numbers.length > 1) {
            rows.put(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
        }
    }

    private static int[] shuffled(int[] values, SplittableRandom random) {
        int[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = kept;
        }
        return shuffled;
    }

    private static int[] numbers(String line) {
        return Arrays.stream(line.trim().split("[\\s,]+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static boolean has(Path folder, String file) {
        return Files.exists(folder.resolve(file)) || Files.exists(folder.resolve(file + ".gz"));
    }

    private static void read(Path folder, String file, Consumer<String> line) {
        Path plain = folder.resolve(file);
        Path path = Files.exists(plain) ? plain : folder.resolve(file + ".gz");
        try (InputStream raw = Files.newInputStream(path);
                InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String one = reader.readLine(); one != null; one = reader.readLine()) {
                if (!one.isBlank()) {
                    line.accept(one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
