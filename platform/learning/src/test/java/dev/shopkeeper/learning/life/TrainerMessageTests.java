package dev.shopkeeper.learning.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.learning.Gate.Incumbent;
import dev.shopkeeper.learning.Gate.Provenance;
import dev.shopkeeper.learning.Gate.Verdict;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.life.TrainerMessage.ModelFile;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerMessageTests {

    static Stream<TrainerMessage> messages() {
        Map<String, Double> metrics =
                Map.of("ndcg_at_10", 0.1 + 0.2, "lift", Double.NaN, "loss", Double.NEGATIVE_INFINITY);
        return Stream.of(
                TrainerMessage.of(1 / 3.0),
                TrainerMessage.of(new TrainingData(
                        Instant.parse("2026-01-01T00:00:00.123456789Z"), Instant.EPOCH, 3, "ab", Instant.MIN)),
                TrainerMessage.of(new Evaluation(metrics, metrics, null, new Verdict(false, "rejected"))),
                TrainerMessage.of(new Evaluation(
                        metrics,
                        Map.of(),
                        new Incumbent("v", metrics, Provenance.RECORDED_HAS_SEEN),
                        new Verdict(true, "promoted\n\u2028\t\"\u00e9\u4e2d"))),
                TrainerMessage.of(new ModelFile("model", "cd")),
                TrainerMessage.of(new InsufficientDataException("There is one coin, and two are needed.")),
                TrainerMessage.ofFailure("IllegalStateException: null"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arriveAsTheyWereTold(TrainerMessage message) {
        String line = message.line();

        assertThat(line).doesNotContain("\n");
        assertThat(TrainerMessage.read(line)).isEqualTo(message);
    }
}
