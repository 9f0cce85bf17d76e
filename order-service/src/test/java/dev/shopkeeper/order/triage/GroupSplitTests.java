package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSplitTests {

    private static List<LabelledText> texts(long seed) {
        Random random = new Random(seed);
        List<LabelledText> texts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int label = (int) Math.sqrt(random.nextInt(36));
            texts.add(new LabelledText("t" + i, "l" + label, label + "-" + random.nextInt(2 + 2 * label)));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noGroupIsInTwoFoldsAndEachLabelHasItsShareInEach(long seed) {
        List<LabelledText> texts = texts(seed);

        int[] folds = GroupSplit.folds(texts, 4, seed);

        Map<String, Set<Integer>> byGroup = new HashMap<>();
        Map<String, int[]> byLabel = new HashMap<>();
        for (int i = 0; i < folds.length; i++) {
            byGroup.computeIfAbsent(texts.get(i).group(), group -> new HashSet<>())
                    .add(folds[i]);
            byLabel.computeIfAbsent(texts.get(i).label(), label -> new int[4])[folds[i]]++;
        }
        assertThat(byGroup.values()).allMatch(of -> of.size() == 1);
        byLabel.forEach((label, sizes) -> {
            long groups = texts.stream()
                    .filter(text -> text.label().equals(label))
                    .map(LabelledText::group)
                    .distinct()
                    .count();
            assertThat(Arrays.stream(sizes).filter(size -> size > 0).count()).isEqualTo(Math.min(4, groups));
        });
        assertThat(GroupSplit.folds(texts, 4, seed)).isEqualTo(folds);
        assertThat(GroupSplit.folds(texts, 4, seed + 1)).isNotEqualTo(folds);
    }

    @Test
    void manyGroupsOfALabelAreSharedOutEvenly() {
        List<LabelledText> texts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            texts.add(new LabelledText("t" + i, i % 10 == 0 ? "rare" : "often", "g" + i));
        }

        int[] folds = GroupSplit.folds(texts, 4, 1);

        for (int fold = 0; fold < 4; fold++) {
            int wanted = fold;
            assertThat(IntStream.range(0, 1_000)
                            .filter(i -> folds[i] == wanted && i % 10 == 0)
                            .count())
                    .isEqualTo(25);
            assertThat(Arrays.stream(folds).filter(each -> each == wanted).count())
                    .isEqualTo(250);
        }
    }

    @Test
    void aLabelOfOneGroupIsInTheLastFold() {
        List<LabelledText> texts = List.of(
                new LabelledText("a", "rare", "g"),
                new LabelledText("b", "rare", "g"),
                new LabelledText("c", "x", "h"));

        assertThat(GroupSplit.folds(texts, 4, 1)).containsOnly(3);
    }

    @Test
    void aGroupOfTwoLabelsIsNotDivided() {
        List<LabelledText> texts = List.of(
                new LabelledText("a", "one", "g"),
                new LabelledText("b", "two", "g"),
                new LabelledText("c", "one", "h"),
                new LabelledText("d", "two", "i"));

        int[] folds = GroupSplit.folds(texts, 2, 1);

        assertThat(folds[0]).isEqualTo(folds[1]);
        assertThat(folds[2]).isNotEqualTo(folds[0]);
        assertThat(folds[3]).isNotEqualTo(folds[1]);
    }
}
