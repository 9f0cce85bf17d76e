package dev.shopkeeper.testing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import dev.shopkeeper.testing.openapi.Operation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/**
 * What every decision that is served must hold, one test each: its body says what decided, when and whether it is degraded;
 * reasons add up to the number decided, in one unit; it stands in the document; it falls
 * back, and says so, where its model is gone; bad input is refused by name.
 *
 * {@snippet :
 * @TestFactory
 * Stream<DynamicTest> keepsTheContractOfDecisions() {
 *     return DecisionContract.of(api.as("STOREFRONT"), "/api/v1/prices/tea")
 *             .documentedAs("/api/v1/prices/{item_id}", api.as("OPERATOR"))
 *             .deciding("/price/amount")
 *             .inTwoLanguages()
 *             .withoutModel("list-price", "no_champion")
 *             .refusing("/api/v1/prices/nothing", 404, "nothing")
 *             .tests();
 * }
 * }
 */
public final class DecisionContract {

    private static final Duration RECENT = Duration.ofMinutes(5);

    private final ApiClient api;
    private final String path;
    private final Map<String, Runnable> tests = new LinkedHashMap<>();
    private boolean numbered;

    private DecisionContract(ApiClient api, String path) {
        this.api = api;
        this.path = path;
    }

    /**
     * The contract of the decision that a GET of this path answers.
     *
     * @param api with the credentials of a caller who may ask
     */
    public static DecisionContract of(ApiClient api, String path) {
        DecisionContract contract = new DecisionContract(api, path);
        contract.tests.put("says what decided, when, and whether a fallback had to", contract::checkStamp);
        contract.tests.put("explains itself", contract::checkExplanation);
        return contract;
    }

    /** The decided number stands at this pointer, and the explanation's reasons add up to it. */
    public DecisionContract deciding(String pointer) {
        numbered = true;
        tests.put("reasons add up to " + pointer, () -> {
            JsonNode body = ask();
            JsonNode explanation = body.path("explanation");
            assertThat(number(explanation.path("total"), "total"))
                    .isEqualByComparingTo(number(body.at(pointer), pointer));
            checkSum(number(body.at(pointer), pointer), explanation.path("reasons"));
        });
        return this;
    }

    /** The summary is in English, and in Chinese where that is preferred. */
    public DecisionContract inTwoLanguages() {
        tests.put("explains itself in Chinese where that is preferred", this::checkLanguages);
        return this;
    }

    /** Each entry of a list has a number of its own, with reasons that add up to it. */
    public DecisionContract decidingEach(String list, String number, String reasons) {
        tests.put("reasons add up to " + number + " of each of " + list, () -> {
            JsonNode entries = ask().at(list);
            assertThat(entries.size()).as("entries of " + list).isPositive();
            entries.forEach(entry -> checkSum(number(entry.path(number), number), entry.path(reasons)));
        });
        return this;
    }

    /** What stands in for the model now, in a test that has none: called before any training. */
    public DecisionContract withoutModel(String fallback, String reason) {
        tests.put("falls back to " + fallback + " where there is no model, and says so", () -> {
            JsonNode body = ask();
            assertThat(body.path("degraded").asBoolean(false)).as("degraded").isTrue();
            assertThat(body.path("degraded_reason").asString("")).isEqualTo(reason);
            assertThat(body.path("model").asString("")).isEqualTo(fallback);
        });
        return this;
    }

    /** The answer is valid by the document for the path template, and every part of the contract is documented. */
    public DecisionContract documentedAs(String template, ApiClient reader) {
        tests.put("answers what the document says", () -> {
            OpenApiDocument document =
                    new OpenApiDocument(reader.get("/v3/api-docs").json());
            Operation operation = document.operations().stream()
                    .filter(each -> each.name().equals("GET " + template))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The document has no GET " + template));
            JsonNode content = operation
                    .response(200)
                    .orElseThrow(() -> new AssertionError("The document has no answer 200"))
                    .path("content");
            JsonNode schema =
                    content.path(content.propertyNames().iterator().next()).path("schema");
            assertThat(new DocumentSchemas(document).errors(schema, ask())).isEmpty();
            JsonNode properties = document.resolve(schema).path("properties");
            assertThat(properties.propertyNames())
                    .contains("model", "model_version", "decided_at", "degraded", "degraded_reason", "explanation");
        });
        return this;
    }

    /** A request that is refused with this status, the value at fault named. */
    public DecisionContract refusing(String badPath, int status, String value) {
        tests.put("refuses " + badPath, () -> {
            ApiResponse answer = api.get(badPath);
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            assertThat(answer.json().path("code").asString("")).isNotEmpty();
            assertThat(answer.text()).contains(value);
        });
        return this;
    }

    /** All of it. */
    public Stream<DynamicTest> tests() {
        return tests.entrySet().stream().map(test -> DynamicTest.dynamicTest(test.getKey(), test.getValue()::run));
    }

    private JsonNode ask() {
        return ask(api.with("Accept-Language", "en"));
    }

    private JsonNode ask(ApiClient client) {
        ApiResponse answer = client.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private void checkStamp() {
        JsonNode body = ask();
        assertThat(body.path("model").asString("")).as("model").isNotBlank();
        assertThat(body.path("model_version").asString("")).as("model_version").isNotBlank();
        assertThat(Instant.parse(body.path("decided_at").asString("")))
                .as("decided_at")
                .isBetween(Instant.now().minus(RECENT), Instant.now().plus(RECENT));
        assertThat(body.path("degraded").isBoolean()).as("degraded is there").isTrue();
        assertThat(body.has("degraded_reason"))
                .as("a reason stands there if it is degraded, and only then")
                .isEqualTo(body.path("degraded").asBoolean());
    }

    private void checkExplanation() {
        JsonNode explanation = ask().path("explanation");
        assertThat(explanation.path("summary").asString("")).as("summary").isNotBlank();
        assertThat(explanation.path("reasons").isArray())
                .as("reasons are there")
                .isTrue();
        assertThat(explanation.has("total")).as("a total is there").isEqualTo(numbered);
        for (JsonNode reason : explanation.path("reasons")) {
            checkReason(reason);
        }
    }

    private void checkLanguages() {
        String english = ask().at("/explanation/summary").asString("");
        String chinese = ask(api.with("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"))
                .at("/explanation/summary")
                .asString("");
        assertThat(english).matches(text -> text.codePoints().noneMatch(Character::isIdeographic), "has no Chinese");
        assertThat(chinese).matches(text -> text.codePoints().anyMatch(Character::isIdeographic), "is Chinese");
    }

    private static void checkReason(JsonNode reason) {
        for (String name : List.of("kind", "unit", "text")) {
            assertThat(reason.path(name).asString(""))
                    .as(name + " of " + reason)
                    .isNotBlank();
        }
        assertThat(reason.path("contribution").isNumber())
                .as("contribution of " + reason)
                .isTrue();
    }

    private static void checkSum(BigDecimal decided, JsonNode reasons) {
        assertThat(reasons.size()).as("reasons").isPositive();
        BigDecimal sum = BigDecimal.ZERO;
        List<String> units = new ArrayList<>();
        for (JsonNode reason : reasons) {
            checkReason(reason);
            sum = sum.add(reason.path("contribution").decimalValue());
            units.add(reason.path("unit").asString(""));
        }
        assertThat(sum).as("sum of " + reasons).isEqualByComparingTo(decided);
        assertThat(units.stream().distinct()).as("units of " + reasons).hasSize(1);
    }

    /** A number, or one in a string, as money is. */
    private static BigDecimal number(@Nullable JsonNode node, String name) {
        if (node == null || !(node.isNumber() || node.isString())) {
            throw new AssertionError(name + " is " + node + " and no number");
        }
        return node.isNumber() ? node.decimalValue() : new BigDecimal(node.asString());
    }
}
