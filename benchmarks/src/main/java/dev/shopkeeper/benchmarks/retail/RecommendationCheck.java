package dev.shopkeeper.benchmarks.retail;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks for real customers' recommendations and holds every reason against the file. */
final class RecommendationCheck {

    private final GatewayClient gateway;
    private final RetailCount count;

    private int recommended;
    private int boughtBefore;
    private int reasons;
    private int reasonsBought;
    private int reasonsTogether;
    private int sumsExact;

    RecommendationCheck(GatewayClient gateway, RetailCount count) {
        this.gateway = gateway;
        this.count = count;
    }

    Map<String, Object> of(int customers) throws IOException, InterruptedException {
        for (String customer : count.bestCustomers(customers)) {
            JsonNode answer = gateway.get("/api/v1/recommendations?limit=10&user_id=" + customer)
                    .json();
            check(answer.path("items"), count.itemsOf(customer));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("customers_asked_for", customers);
        figures.put("items_recommended", recommended);
        figures.put("of_them_bought_before", boughtBefore);
        figures.put("scores_that_are_the_sum_of_their_reasons", sumsExact);
        figures.put("reasons_that_name_an_item", reasons);
        figures.put("of_them_bought_by_the_customer", reasonsBought);
        figures.put("of_them_on_one_invoice_with_the_recommended", reasonsTogether);
        return figures;
    }

    private void check(JsonNode items, Set<String> bought) {
        for (JsonNode item : items) {
            String id = item.path("item_id").asString();
            recommended++;
            boughtBefore += bought.contains(id) ? 1 : 0;
            double sum = 0;
            for (JsonNode reason : item.path("reasons")) {
                sum += reason.path("contribution").asDouble();
                String because = reason.path("subject").asString("");
                if (!because.isEmpty()) {
                    reasons++;
                    reasonsBought += bought.contains(because) ? 1 : 0;
                    reasonsTogether += count.invoicesOf(because, id) > 0 ? 1 : 0;
                }
            }
            sumsExact += Math.abs(sum - item.path("score").asDouble()) <= 1e-9 ? 1 : 0;
        }
    }
}
