package dev.shopkeeper.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.testing.openapi.DocumentSchemas;
import dev.shopkeeper.testing.openapi.OpenApiDocument;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sampled is valid by an independent validator. */
class JsonSamplerTests {

    private final OpenApiDocument document = new OpenApiDocument(TinyApi.document());
    private final DocumentSchemas schemas = new DocumentSchemas(document);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'#/components/schemas/NewThing'}",
                "{'type':'integer','minimum':5,'maximum':7}",
                "{'type':'integer','maximum':-3}",
                "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}",
                "{'type':'string','minLength':3,'maxLength':5}",
                "{'type':'string','format':'date-time'}",
                "{'type':'string','format':'uuid'}",
                "{'type':['null','string'],'enum':['a',null]}",
                "{'type':'array','items':{'type':'boolean'},'minItems':2,'maxItems':4}",
                "{'type':'object','additionalProperties':{'type':'integer'}}",
                "{'allOf':[{'$ref':'#/components/schemas/NewThing'},{'required':['price']}]}",
                "{'oneOf':[{'type':'string','pattern':'^a+$'},{'type':'integer','minimum':0}]}",
                "{'const':'fixed'}"
            })
    void samplesAreValid(String single) {
        JsonNode schema = JsonMapper.shared().readTree(single.replace('\'', '"'));

        Stream.iterate(0, seed -> seed + 1).limit(200).forEach(seed -> {
            JsonNode value = new JsonSampler(document, new SeenValues(Set.of()), new Random(seed)).sample(schema);
            assertThat(schemas.errors(schema, value))
                    .as("seed %d gave %s", seed, value)
                    .isEmpty();
        });
    }
}
