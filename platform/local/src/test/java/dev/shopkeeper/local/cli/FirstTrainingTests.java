package dev.shopkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.local.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstTrainingTests {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String RUNS = "/admin/v1/recommendation/runs/";
    private static final String MODELS = "/admin/v1/recommendation/models";

    private final FakeGateway gateway = new FakeGateway();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<String> warned = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean stopping = new AtomicBoolean();

    @BeforeEach
    void oneModelWithAChampionAndTwoWithout() {
        gateway.answer(
                "GET " + MODELS,
                "200 {\"items\":[{\"name\":\"old\",\"champion_version\":\"v1\"},"
                        + "{\"name\":\"new\",\"champion_version\":\"none\"},"
                        + "{\"name\":\"next\",\"champion_version\":\"none\"}]}");
        for (String model : List.of("old", "new", "next")) {
            gateway.answer(
                    "POST " + MODELS + "/" + model + "/runs", "202 {\"id\":\"" + model + "\",\"state\":\"requested\"}");
        }
        gateway.answer("GET " + RUNS + "new", "200 {\"id\":\"new\",\"state\":\"champion\",\"version\":\"v2\"}");
        gateway.answer(
                "GET " + RUNS + "next", "200 {\"id\":\"next\",\"state\":\"rejected\",\"verdict\":\"no better\"}");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void trainsEveryModelThatHasNoChampionAndSaysHowItWent() {
        assertThat(training(FirstTrainingTests::nothing, LONG).run()).isTrue();

        assertThat(asked()).containsExactly("new", "next");
        assertThat(said)
                .anySatisfy(line -> assertThat(line).contains("new  ", "0.0 %  requested"))
                .anySatisfy(line -> assertThat(line).matches("new +champion, version v2"))
                .anySatisfy(line -> assertThat(line).matches("next +rejected: no better"));
        assertThat(warned).isEmpty();
    }

    @Test
    void waitsUntilTheHistoryIsTakenIn() {
        AtomicInteger looks = new AtomicInteger();
        Supplier<Optional<Map<String, Long>>> lags = () -> switch (looks.getAndIncrement()) {
            case 0 -> Optional.of(Map.of("a", 0L, "b", 1_200L));
            case 1 -> Optional.empty();
            case 2 -> {
                assertThat(asked()).as("asked before the history is there").isEmpty();
                yield nothing();
            }
            default -> nothing();
        };

        assertThat(training(lags, LONG).run()).isTrue();

        assertThat(said).contains("1,200 events are still to be taken in");
        assertThat(looks.get()).as("calm for some looks").isGreaterThan(3);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void trainsOnWhatIsThereWhenTheWaitIsTooLong() {
        Supplier<Optional<Map<String, Long>>> lags = () -> Optional.of(Map.of("a", 5L));

        assertThat(training(lags, Duration.ZERO).run()).isTrue();

        assertThat(warned).containsExactly("5 events are still to be taken in; training on what is there");
        assertThat(asked()).hasSize(2);
    }

    @Test
    void saysWhatFailedTrainsTheRestAndIsNotDone() {
        gateway.answer("POST " + MODELS + "/new/runs", "503 {\"code\":\"unavailable\",\"detail\":\"starting\"}");

        assertThat(training(FirstTrainingTests::nothing, LONG).run()).isFalse();

        assertThat(asked()).containsExactly("new", "next");
        assertThat(warned).first().asString().matches("(?s)new +failed: 503 unavailable.*");
        assertThat(warned).last().asString().contains("./shop train all");
    }

    @Test
    void saysThatThePlatformDoesNotAnswerAndLetsItBe() {
        gateway.close();

        assertThat(training(FirstTrainingTests::nothing, LONG).run()).isFalse();

        assertThat(warned).singleElement().asString().contains("No platform answers", "./shop train all");
    }

    @Test
    void endsWithoutAWordWhenTheStackIsStopped() {
        // given: a run that would never end, in a platform that is stopped meanwhile
        gateway.answer("GET " + RUNS + "new", "200 {\"id\":\"new\",\"state\":\"running\"}");
        Progress stoppingAtTheFirstLine = new Progress() {
            @Override
            public void say(String message) {
                said.add(message);
                if (message.startsWith("new ")) {
                    stopping.set(true);
                    gateway.close();
                }
            }

            @Override
            public void warn(String message) {
                warned.add(message);
            }
        };

        // when
        boolean done = training(FirstTrainingTests::nothing, LONG, stoppingAtTheFirstLine)
                .run();

        // then
        assertThat(done).isFalse();
        assertThat(asked()).containsExactly("new");
        assertThat(warned).isEmpty();
    }

    private List<String> asked() {
        return gateway.requests().stream()
                .filter(request -> request.startsWith("POST"))
                .map(request -> request.replaceAll(".*/models/(.*)/runs.*", "$1"))
                .toList();
    }

    private static Optional<Map<String, Long>> nothing() {
        return Optional.of(Map.of("a", 0L));
    }

    private FirstTraining training(Supplier<Optional<Map<String, Long>>> lags, Duration longestWait) {
        return training(lags, longestWait, new Progress() {
            @Override
            public void say(String message) {
                said.add(message);
            }

            @Override
            public void warn(String message) {
                warned.add(message);
            }
        });
    }

    private FirstTraining training(
            Supplier<Optional<Map<String, Long>>> lags, Duration longestWait, Progress progress) {
        return new FirstTraining(
                new TrainingClient(PlatformClient.of(gateway.address(), "sk_test")),
                lags,
                progress,
                stopping::get,
                longestWait);
    }
}
