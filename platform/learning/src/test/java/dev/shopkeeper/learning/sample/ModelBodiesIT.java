package dev.shopkeeper.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The two bodies of the models' API may be absent, and are read strictly where they are not. */
@PlatformTest
class ModelBodiesIT {

    private static final String MODEL = "/admin/v1/sample/models/" + Coin.NAME;

    @Autowired
    private ApiClient api;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            runs     | {"seed":"7"}              | seed             | 7         | whole number
            runs     | {"seed":1.5}              | seed             | 1.5       | whole number
            runs     | {"sed":7}                 | sed              |           | unknown field
            runs     | {"options":[]}            | options          | a list    | an object
            runs     | {"options":{"bias":3}}    | options.bias     | 3         | must be a string
            runs     | {"options":{"depth":"3"}} | options.depth    | 3         | unknown
            runs     | {"seed":7,"seed":8}       | seed             |           | given twice
            runs     | [7]                       | body             | a list    | an object
            rollback | {"reason":7}              | reason           | 7         | must be a string
            rollback | {"because":"old"}         | because          |           | unknown field
            """)
    void areRefusedByFieldAndValue(String what, String body, String name, String value, String message) {
        // when
        ApiResponse answer = api.as("ADMIN").post(MODEL + "/" + what, body);

        // then
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        JsonNode error = answer.json().path("errors").path(0);
        assertThat(error.path("name").asString()).isEqualTo(name);
        assertThat(error.path("message").asString()).contains(message);
        assertThat(
                        error.path("value").isMissingNode()
                                ? null
                                : error.path("value").asString())
                .isEqualTo(value);
    }

    /** Nothing was ever trained here under that name, so a body that is taken leads to the next question. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "null", "{}", "{\"reason\":null}", "{\"reason\":\"It sells\\nnothing.\"}"})
    void mayBeAbsent(String body) {
        assertThat(api.as("ADMIN")
                        .post("/admin/v1/sample/models/none/rollback", body)
                        .status())
                .isEqualTo(404);
    }
}
