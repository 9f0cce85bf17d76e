package dev.shopkeeper.starter.openapi;

import dev.shopkeeper.events.Money;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Describes {@link Money} as it is written: a decimal string and three capital letters. */
final class MoneyAsText implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        Schema<?> money = document.getComponents().getSchemas().get(Money.class.getSimpleName());
        if (money != null && money.getProperties() != null) {
            describe(money.getProperties(), "amount", "-?[0-9]+(\\.[0-9]+)?");
            describe(money.getProperties(), "currency", "[A-Z]{3}");
            money.setRequired(List.of("amount", "currency"));
        }
    }

    @SuppressWarnings("rawtypes") // as the library has it
    private static void describe(Map<String, Schema> properties, String name, String pattern) {
        Schema<?> property = properties.get(name);
        if (property != null) {
            property.setType("string");
            property.setTypes(Set.of("string"));
            property.setPattern("^" + pattern + "$");
        }
    }
}
