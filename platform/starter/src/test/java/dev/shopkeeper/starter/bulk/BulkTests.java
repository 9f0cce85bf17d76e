package dev.shopkeeper.starter.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BulkTests {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    record Part(long quantity, Money price) {

        static Part read(Fields fields) {
            return new Part(fields.whole("quantity", 1, 100), fields.money("price"));
        }
    }

    record Thing(String id, @Nullable Instant at, List<Part> parts) {

        static Thing read(Fields fields) {
            return new Thing(fields.id("id"), fields.pastOrNull("at"), fields.list("parts", 0, 3, Part::read));
        }
    }

    private static Bulk<Thing> read(String body) {
        return Bulk.read(JSON.readTree(body), "things", NOW, Thing::read);
    }

    @Test
    void keepsTheGoodEntriesAndNamesTheBadFieldOfEachOther() {
        // when
        Bulk<Thing> bulk = read("""
                {"things":[
                  {"id":"a/b:c 🎈","at":"2026-05-01T08:00:00+08:00",
                   "parts":[{"quantity":2,"price":{"amount":"1.50","currency":"CNY"}}]},
                  {"id":"b","parts":[{"quantity":0,"price":{"amount":"1.50","currency":"CNY"}}]},
                  7]}
                """);

        // then
        assertThat(bulk.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.value())
                        .isEqualTo(new Thing(
                                "a/b:c 🎈",
                                Instant.parse("2026-05-01T00:00:00Z"),
                                List.of(new Part(2, Money.of("1.50", "CNY"))))));
        BulkAnswer answer = bulk.answer();
        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(answer.rejected()).isEqualTo(2);
        assertThat(answer.errors())
                .containsExactly(
                        new BulkError(1, "invalid", "parts[0].quantity", 0L, "must be from 1 to 100"),
                        new BulkError(2, "invalid", "", "7", "must be an object"));
    }

    @Test
    void tellsOfEverythingThatIsWrongWithAnEntryAtOnce() {
        Bulk<Thing> bulk = read("""
                {"things":[{"at":"2027-01-01T00:00:00Z","colour":"red","parts":[{"quantity":1.5,"price":3}]}, {"id":"x"}]}
                """);

        assertThat(bulk.answer().errors())
                .extracting(BulkError::name)
                .containsExactly("id", "at", "parts[0].quantity", "parts[0].price", "colour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\":12.3,\"currency\":\"CNY\"   | price.amount   | must be a decimal string",
                "\"amount\":\"-1\",\"currency\":\"CNY\" | price.amount   | must not be negative",
                "\"amount\":\"1e9\",\"currency\":\"CNY\"| price.amount   | must be a decimal of at most",
                "\"amount\":\"1.00001\",\"currency\":\"CNY\"| price.amount | must be a decimal of at most",
                "\"amount\":\"1\",\"currency\":\"DOGE\" | price.currency | unknown currency",
                "\"amount\":\"1\"                       | price.currency | is missing",
                "\"currency\":\"CNY\"                   | price.amount   | is missing",
                "\"amount\":\"1\",\"currency\":\"CNY\",\"vat\":1 | price.vat | unknown field",
            })
    void refusesBadMoneyByName(String money, String name, String message) {
        JsonNode body = JSON.readTree("{\"quantity\":1,\"price\":{" + money + "}}");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Fields.body(body, NOW, Part::read))
                .satisfies(problem -> assertThat(problem.violations())
                        .singleElement()
                        .satisfies(violation -> {
                            assertThat(violation.name()).isEqualTo(name);
                            assertThat(violation.message()).startsWith(message);
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"a\\u0000b\"", "\"\\ud83d\"", "7", "[]"})
    void refusesBadIds(String id) {
        Bulk<Thing> bulk = read("{\"things\":[{\"id\":" + id + "},{\"id\":\"good\"}]}");

        assertThat(bulk.answer().errors()).extracting(BulkError::name).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"things\":[]}", "{\"things\":7}", "{\"things\":[{\"id\":\"a\"}],\"x\":1}"})
    void refusesABodyOfAnotherForm(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(body))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("invalid-request"));
    }

    @Test
    void refusesMoreThanFiveHundredEntries() {
        String entries = IntStream.range(0, 501)
                .mapToObj(index -> "{\"id\":\"" + index + "\"}")
                .collect(Collectors.joining(","));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{\"things\":[" + entries + "]}"))
                .satisfies(problem -> assertThat(problem.violations())
                        .containsExactly(new Violation("things", "501 entries", "must have 1 to 500 entries")));
    }

    @Test
    void answersAProblemWhenNothingIsLeft() {
        // given
        Bulk<Thing> bulk = read("{\"things\":[{\"id\":\"a\"}]}");
        bulk.reject(bulk.entries().getFirst(), BulkError.CONFLICT, "id", "a", "is taken");

        // then
        assertThat(bulk.entries()).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(bulk::answer)
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("all-rejected");
                    assertThat(problem.violations()).containsExactly(new Violation("things[0].id", "a", "is taken"));
                });
    }
}
