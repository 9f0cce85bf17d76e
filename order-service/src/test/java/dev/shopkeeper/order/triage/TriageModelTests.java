package dev.shopkeeper.order.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriageModelTests {

    private static final List<LabelledText> LETTERS = Letters.write(20, 1);
    private static final TriageModel MODEL = learner(1).learn(LETTERS);

    private static TriageLearner learner(long seed) {
        return new TriageLearner(0.95, 0.84, seed, progress -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "the kettle is broken and I want to return it, return",
        "水壶坏了想退货, return",
        "尺码偏小想换大一码, exchange",
        "please cancel the order, cancel",
        "没收到货, not_received",
        "显示签收了但我没收到, not_received",
        "where is my jacket, order_status",
        "快递到哪了, order_status",
    })
    void readsWhatIsWantedInBothLanguages(String text, String intent) {
        assertThat(MODEL.reading(text).first().label()).isEqualTo(intent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I don't want to return the shoes",
                "I do not need to cancel my order",
                "I'm not asking for a refund",
                "我不想退货",
                "不是要退款",
                "不用取消",
                "并不是要换货",
                "qwxz vbnm lkjh",
                "Où est la bibliothèque",
                "What is the boiling point of tungsten?",
                "量子力学的基本原理是什么",
                "🙂🙂🙂",
                "12345 67890",
                ""
            })
    void isNeverSureOfWhatItDoesNotKnow(String text) {
        Reading reading = MODEL.reading(text);

        assertThat(reading.first().probability()).as(reading.toString()).isLessThan(0.9);
        assertThat(reading.outcome()).as(reading.toString()).isNotEqualTo(Reading.Outcome.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        "I want to return the shoes, I don't want to return the shoes",
        "I need to cancel my order, I do not need to cancel my order",
        "我想退货, 我不想退货",
        "要退款, 不是要退款",
    })
    void aNegatedRequestIsFarFromTheRequest(String asked, String negated) {
        Reading request = MODEL.reading(asked);
        String intent = request.first().label();

        double denied = probability(MODEL.reading(negated), intent);

        assertThat(denied).isLessThan(request.first().probability() - 0.2);
    }

    private static double probability(Reading reading, String label) {
        return reading.ranked().stream()
                .filter(ranked -> ranked.label().equals(label))
                .findFirst()
                .orElseThrow()
                .probability();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi, the shoes ORD-1-000123 are broken, how do I get a refund? tel 13812345678",
                "<p>没收到货，<b>订单</b>20260101123456，都一个星期了</p>",
                "return return return 退货退货 the the",
                "where is it, it does not arrive",
                "qwxz"
            })
    void itsPartsAddUpToTheLogOddsAgainstTheSecond(String text) {
        Reading reading = MODEL.reading(text);

        double sum = reading.parts().stream().mapToDouble(Reading.Part::logOdds).sum();

        double logOdds = Math.log(
                reading.ranked().get(0).probability() / reading.ranked().get(1).probability());
        assertThat(sum).isCloseTo(logOdds, within(1e-4));
        assertThat(reading.ranked().stream()
                        .mapToDouble(Reading.Ranked::probability)
                        .sum())
                .isCloseTo(1, within(1e-9));
        int end = 0;
        for (Reading.Part part : reading.parts()) {
            assertThat(part.from()).isGreaterThanOrEqualTo(end);
            end = part.to();
            assertThat(text.substring(part.from(), part.to())).doesNotContain("123", "1381");
        }
        assertThat(end).isLessThanOrEqualTo(text.length());
    }

    @Test
    void saysWhichPartDecided() {
        String text = "hello, please cancel the jacket";
        Reading reading = MODEL.reading(text);

        Reading.Part strongest = reading.parts().stream()
                .max((one, other) -> Double.compare(one.logOdds(), other.logOdds()))
                .orElseThrow();

        assertThat(text.substring(strongest.from(), strongest.to())).contains("cancel");
    }

    @Test
    void isTheSameAfterItWasStored() {
        TriageModel stored = TriageModel.of(MODEL.bytes());

        for (LabelledText text : LETTERS) {
            assertThat(stored.reading(text.text())).isEqualTo(MODEL.reading(text.text()));
        }
        assertThat(stored.bytes()).isEqualTo(MODEL.bytes());
    }

    @Test
    void isTheSameWhenItIsLearntAgain() {
        assertThat(learner(1).learn(LETTERS).bytes()).isEqualTo(MODEL.bytes());
    }

    @Test
    void refusesBytesOfSomethingElse() {
        assertThatThrownBy(() -> TriageModel.of(new byte[] {1, 2, 3, 4, 5}))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] half = Arrays.copyOf(MODEL.bytes(), MODEL.bytes().length / 2);
        assertThatThrownBy(() -> TriageModel.of(half)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void learnsNothingFromShuffledLabels() {
        List<String> labels =
                new ArrayList<>(LETTERS.stream().map(LabelledText::label).toList());
        Collections.shuffle(labels, new Random(3));
        List<LabelledText> shuffled = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            shuffled.add(new LabelledText(
                    LETTERS.get(i).text(), labels.get(i), LETTERS.get(i).group()));
        }

        TriageModel model = learner(1).learn(shuffled);

        for (String label : model.labels()) {
            assertThat(model.threshold(label)).as(label).isGreaterThan(1);
        }
        long acted = LETTERS.stream()
                .filter(text -> model.reading(text.text()).outcome() == Reading.Outcome.AUTO)
                .count();
        assertThat(acted).isZero();
    }

    @Test
    void refusesToLearnFromOneLabelOrOneGroup() {
        List<LabelledText> one =
                LETTERS.stream().filter(text -> text.label().equals("return")).toList();
        assertThatThrownBy(() -> learner(1).learn(one)).hasMessageContaining("of 1 labels");

        List<LabelledText> noGroups = List.of(new LabelledText("a", "x", "g"), new LabelledText("b", "y", "g"));
        assertThatThrownBy(() -> learner(1).learn(noGroups)).hasMessageContaining("nothing to calibrate on");
    }

    @Test
    void whatItActsOnIsAsOftenRightAsWasAskedForOnPatternsItNeverSaw() {
        int acted = 0;
        int right = 0;
        for (long seed = 1; seed <= 6; seed++) {
            int[] folds = GroupSplit.folds(LETTERS, 4, seed);
            List<LabelledText> known = new ArrayList<>();
            List<LabelledText> unseen = new ArrayList<>();
            for (int i = 0; i < folds.length; i++) {
                (folds[i] == 0 ? unseen : known).add(LETTERS.get(i));
            }
            TriageModel model = learner(seed).learn(known);
            for (LabelledText text : unseen) {
                Reading reading = model.reading(text.text());
                if (reading.outcome() == Reading.Outcome.AUTO) {
                    acted++;
                    right += reading.first().label().equals(text.label()) ? 1 : 0;
                }
            }
        }
        assertThat(acted).isGreaterThan(100);
        // patterns are few here: one of them misread moves this by several points
        assertThat((double) right / acted).isGreaterThan(0.85);
    }
}
