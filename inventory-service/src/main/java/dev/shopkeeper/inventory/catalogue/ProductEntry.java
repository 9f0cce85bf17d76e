package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.inventory.input.JsonFields;
import dev.shopkeeper.starter.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One item as an upsert names it. */
record ProductEntry(String itemId, ProductContent content) {

    /** Reads an entry of a bulk; null with violations where it is unusable. */
    static @Nullable ProductEntry read(JsonNode node, List<Violation> violations) {
        JsonFields fields = JsonFields.of(node, "", violations);
        if (fields == null) {
            return null;
        }
        int before = violations.size();
        String itemId = fields.requiredId("item_id");
        ProductContent content = ProductContent.read(fields, violations);
        fields.end();
        return content == null || violations.size() > before ? null : new ProductEntry(itemId, content);
    }
}
