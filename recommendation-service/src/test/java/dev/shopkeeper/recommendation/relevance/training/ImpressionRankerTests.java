package dev.shopkeeper.recommendation.relevance.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Options.InvalidOptionException;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.recommendation.relevance.PlantedShop;
import dev.shopkeeper.recommendation.relevance.RelevanceModel;
import dev.shopkeeper.recommendation.relevance.ShownLists;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The gate's verdict on shops of which the truth is known. Nothing is read from a database. */
class ImpressionRankerTests {

    private static final ImpressionRanker MODEL = new ImpressionRanker(unread());
    private static final Options OPTIONS = MODEL.options().with(Map.of("trials", "3"));

    private static ShownListStore unread() {
        DriverManagerDataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://nowhere.invalid/none");
        return new ShownListStore(
                new JdbcTemplate(nowhere), new DataSourceTransactionManager(nowhere), Clock.systemUTC());
    }

    private static Gate.Verdict verdict(ShownLists lists, long seed) {
        Split<ShownLists> split = MODEL.split(lists, OPTIONS);
        RelevanceModel model = MODEL.train(split.training(), OPTIONS, seed, TrainingProgress.SILENT);
        return MODEL.gate()
                .judge(
                        MODEL.evaluate(model, split, TrainingProgress.SILENT),
                        MODEL.evaluateBaseline(split, TrainingProgress.SILENT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void beatsTheBlendWherePricesMatterAndPositionsHideIt(long seed) {
        Gate.Verdict verdict = verdict(new PlantedShop(seed, false).shown(3000), seed);

        assertThat(verdict.passed()).as("seed %d: %s", seed, verdict.reason()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isRejectedWhereClicksAreDrawnByLot(long seed) {
        Gate.Verdict verdict = verdict(PlantedShop.shuffled(new PlantedShop(seed, false).shown(3000), seed), seed);

        assertThat(verdict.passed()).as("seed %d: %s", seed, verdict.reason()).isFalse();
    }

    @Test
    void holdsOutWhatWasShownLast() {
        ShownLists lists = new PlantedShop(1, false).shown(1000);

        Split<ShownLists> split = MODEL.split(lists, OPTIONS);

        assertThat(split.training().all().getLast().epochSecond())
                .isLessThan(split.at().getEpochSecond());
        assertThat(split.holdOut().all().getFirst().epochSecond())
                .isEqualTo(split.at().getEpochSecond());
        assertThat(split.training().all().size() + split.holdOut().all().size())
                .isEqualTo(lists.all().size());
    }

    @Test
    void learnsAgainFromEverythingWithWhatTheCandidateHasFoundOut() {
        ShownLists lists = new PlantedShop(1, false).shown(1500);
        RelevanceModel candidate = MODEL.train(MODEL.split(lists, OPTIONS).training(), OPTIONS, 1, done -> {});

        RelevanceModel served = MODEL.refit(candidate, lists, OPTIONS, 1, done -> {});

        assertThat(served.options()).isEqualTo(candidate.options());
        assertThat(served.size()).isEqualTo(candidate.size());
        assertThat(MODEL.load(MODEL.save(served))).isEqualTo(served).isNotEqualTo(candidate);
    }

    @Test
    void refusesTooFewRankings() {
        ShownLists few = new PlantedShop(1, false).shown(100);

        assertThatThrownBy(() -> MODEL.split(few, OPTIONS))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("at least 30");
        assertThatThrownBy(() -> MODEL.train(few, OPTIONS, 1, done -> {}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("at least 200");
    }

    @ParameterizedTest
    @CsvSource({
        "days, 0",
        "settling_hours, -1",
        "hold_out_share, 0.9",
        "trials, 0",
        "least_rows, 1",
        "least_rankings, 1"
    })
    void refusesAnOptionThatNoRunCouldWorkWith(String option, String value) {
        MODEL.check(MODEL.options());

        assertThatThrownBy(() -> MODEL.check(MODEL.options().with(Map.of(option, value))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + option + "'")
                .hasMessageContaining("'" + value + "'");
    }
}
