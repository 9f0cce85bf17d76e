package dev.shopkeeper.gateway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdapterTests {

    private static final TimeWindow WINDOW =
            TimeWindow.anyPastAt(Instant.parse("2026-11-20T10:00:00Z"), Duration.ofMinutes(5));

    private static Batch read(Adapter adapter, String body) {
        return new AdaptedReader(adapter, 500).read(body.getBytes(UTF_8), WINDOW);
    }

    @Nested
    class Segment {

        @ParameterizedTest
        @CsvSource({
            "Products Searched, search",
            "Product List Viewed, view_item_list",
            "Product Clicked, select_item",
            "Product Viewed, view_item",
            "Product Added, add_to_cart",
            "Product Removed, remove_from_cart",
            "Product Added to Wishlist, add_to_wishlist",
            "Checkout Started, begin_checkout",
            "Order Completed, purchase",
            "Order Refunded, refund",
            "Promotion Viewed, view_promotion",
            "Promotion Clicked, select_promotion"
        })
        void knowsEachEvent(String theirs, String ours) {
            Batch batch = read(new SegmentAdapter(), """
                    {"type":"track","event":"%s","messageId":"m","anonymousId":"a","timestamp":"2026-11-01T08:30:00.000Z",
                     "properties":{"order_id":50314,"query":"tea","list_id":"l","promotion_id":"p","revenue":25.5,
                      "currency":"USD","products":[{"product_id":507,"price":19,"quantity":1,"position":2,"sku":"x"}]},
                     "context":{"page":{"url":"https://shop.example"}}}""".formatted(theirs));

            assertThat(batch.refusals()).isEmpty();
            assertThat(batch.accepted()).singleElement().satisfies(event -> {
                assertThat(event.eventName()).isEqualTo(ours);
                assertThat(event.transactionId()).isEqualTo("50314");
                assertThat(event.value()).isEqualByComparingTo("25.5");
                assertThat(event.items().getFirst().itemId()).isEqualTo("507");
                assertThat(event.items().getFirst().index()).isEqualTo(2);
                assertThat(event.occurredAt()).isEqualTo("2026-11-01T08:30:00Z");
            });
        }

        @Test
        void namesWhatIsWrongInSegmentsWords() {
            Batch batch = read(new SegmentAdapter(), """
                    {"batch":[{"type":"track","event":"Product Viewed","userId":"u",
                      "properties":{"products":[{"product_id":"p","price":-1}]}},
                     {"type":"track","event":"Coffee Brewed","messageId":"m2","userId":"u"}, 7]}""");

            assertThat(batch.rejected()).isEqualTo(3);
            assertThat(batch.refusals())
                    .extracting(refusal -> refusal.index() + " " + refusal.name())
                    .containsExactlyInAnyOrder("0 properties.products[0].price", "0 messageId", "1 event", "2 ");
        }
    }

    @Nested
    class Snowplow {

        private static String event(String type, String entities) {
            String unstructured = """
                    {"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":\
                    {"schema":"iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2",\
                    "data":{"type":"%s","name":"list-1"}}}""".formatted(type);
            String contexts = """
                    {"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0","data":[%s]}""".formatted(entities);
            return """
                    {"schema":"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4","data":[\
                    {"e":"ue","eid":"e-1","duid":"d","uid":"","sid":"s","dtm":"1762000000000","ue_px":"%s","cx":"%s"}]}""".formatted(base64(unstructured), base64(contexts));
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        }

        private static String entity(String name, String data) {
            return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow.ecommerce/%s/jsonschema/1-0-0\",\"data\":%s}"
                    .formatted(name, data);
        }

        private static final String PRODUCT =
                entity("product", "{\"id\":\"p-1\",\"price\":9.5,\"quantity\":2,\"position\":1,\"currency\":\"EUR\"}");

        @ParameterizedTest
        @CsvSource({
            "list_view, view_item_list",
            "product_view, view_item",
            "list_click, select_item",
            "add_to_cart, add_to_cart",
            "remove_from_cart, remove_from_cart",
            "checkout_step, begin_checkout",
            "transaction, purchase",
            "refund, refund",
            "promo_view, view_promotion",
            "promo_click, select_promotion"
        })
        void knowsEachType(String theirs, String ours) {
            Batch batch = read(
                    new SnowplowAdapter(),
                    event(
                            theirs,
                            PRODUCT + ","
                                    + entity(
                                            "transaction",
                                            "{\"transaction_id\":\"t\",\"revenue\":19,\"currency\":\"EUR\"}")));

            assertThat(batch.refusals()).isEmpty();
            assertThat(batch.accepted()).singleElement().satisfies(event -> {
                assertThat(event.eventName()).isEqualTo(ours);
                assertThat(event.anonymousId()).isEqualTo("d");
                assertThat(event.userId()).isNull();
                assertThat(event.currency()).isEqualTo("EUR");
                assertThat(event.items().getFirst().price()).isEqualByComparingTo("9.5");
                assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1762000000000L));
            });
        }

        @Test
        void refusesLaterStepsOfACheckoutAndWhatIsNoEcommerce() {
            assertThat(read(
                                    new SnowplowAdapter(),
                                    event("checkout_step", PRODUCT + "," + entity("checkout_step", "{\"step\":2}")))
                            .refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.name()).isEqualTo("step"));
            assertThat(read(new SnowplowAdapter(), event("trans_error", PRODUCT))
                            .refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.value()).isEqualTo("trans_error"));
            assertThat(read(new SnowplowAdapter(), "[{\"e\":\"pv\"}]").refusals())
                    .singleElement()
                    .satisfies(refusal -> assertThat(refusal.name()).isEqualTo("e"));
        }
    }
}
