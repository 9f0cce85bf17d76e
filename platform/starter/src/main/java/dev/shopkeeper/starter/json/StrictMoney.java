package dev.shopkeeper.starter.json;

import dev.shopkeeper.events.Money;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;

/** {@code {"amount":"12.30","currency":"CNY"}}: the amount a decimal string, nothing else in the object. */
final class StrictMoney extends StdDeserializer<Money> {

    private static final String SHAPE =
            "must be an object such as {\"amount\":\"12.30\",\"currency\":\"CNY\"}, the amount a string";

    StrictMoney() {
        super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidValueException(parser, parser.getString(), Money.class, SHAPE);
        }
        JsonNode money = context.readTree(parser);
        for (String name : money.propertyNames()) {
            if (!name.equals("amount") && !name.equals("currency")) {
                throw refused(parser, name, money.path(name), "is unknown here; known are amount and currency");
            }
        }
        JsonNode amount = money.path("amount");
        if (!amount.isString()) {
            throw refused(
                    parser,
                    "amount",
                    amount,
                    "must be a decimal string such as \"12.30\"; a JSON number would lose cents");
        }
        JsonNode currency = money.path("currency");
        if (!currency.isString() || !currency.stringValue().matches("[A-Z]{3}")) {
            throw refused(parser, "currency", currency, "must be an ISO 4217 code of three capital letters");
        }
        try {
            BigDecimal decimal = StrictDecimal.parse(parser, amount.stringValue(), Money.class);
            return new Money(decimal, currency.stringValue());
        } catch (InvalidValueException e) {
            e.prependPath(Money.class, "amount");
            throw e;
        }
    }

    private static InvalidValueException refused(JsonParser parser, String name, JsonNode value, String message) {
        Object shown = value.isMissingNode() ? null : value.isString() ? value.stringValue() : value.toString();
        InvalidValueException refused = new InvalidValueException(parser, shown, Money.class, message);
        refused.prependPath(Money.class, name);
        return refused;
    }
}
