package dev.shopkeeper.inventory.imports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ShopFormatsTests {

    private static final ImportOptions EUROS = new ImportOptions(null, ZoneId.of("UTC"), "EUR", "en", "test");

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class Shopify {

        private static final String HEADER =
                "Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,"
                        + "Variant Price,Image Src,Status\n";

        @Test
        void mergesTheVariantsOfAHandle() {
            Collected file = Collected.of(
                    "shopify",
                    utf8(HEADER
                            + "tee,Tee,\"<p>Soft &amp; warm</p>\",Acme,Shirts,TRUE,Size,S,T-S,120,12.50,https://x.example/t.png,active\n"
                            + "tee,,,,,,,M,T-M,130,11.50,,\n"
                            + "tee,,,,,,,,,,,https://x.example/u.png,\n"
                            + "mug,Mug,,Acme,Kitchen,FALSE,Title,Default Title,MUG,300,7,,draft\n"),
                    EUROS);

            assertThat(file.entities(EntityType.PRODUCT)).hasSize(2);
            ObjectNode tee = file.entities(EntityType.PRODUCT).getFirst();
            assertThat(tee.at("/attributes/Size").stringValue()).isEqualTo("S, M");
            assertThat(tee.at("/list_price/amount").stringValue()).isEqualTo("11.5");
            assertThat(tee.path("description").stringValue()).isEqualTo("Soft & warm");
            assertThat(tee.path("active").booleanValue()).isTrue();
            assertThat(file.entities(EntityType.PRODUCT).get(1).path("active").booleanValue())
                    .isFalse();
            assertThat(file.lines()).isEqualTo(4);
        }

        @Test
        void refusesBadRowsByName() {
            Collected file = Collected.of(
                    "shopify", utf8("Handle,Title,Variant Price\n,x,1\na,A,cheap\nb,,3\nc,C,-1\nd,D,4\n"), EUROS);

            assertThat(file.refusals())
                    .containsExactly(
                            "2 Handle  missing-item",
                            "3 Variant Price cheap bad-price",
                            "4 Title  missing-title",
                            "5 Variant Price -1 bad-price");
            assertThat(file.lines()).isEqualTo(5);
        }

        @Test
        void asksForTheCurrencyThatTheFileDoesNotSay() {
            assertThatThrownBy(() -> Collected.of("shopify", "Handle,Title,Variant Price\n"))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("currency=EUR");
        }
    }

    @Nested
    class GoogleMerchant {

        @Test
        void readsTabSeparatedText() {
            Collected file = Collected.of(
                    "google-merchant",
                    "id\ttitle\tprice\tproduct type\tshipping weight\n"
                            + "1\tLamp\t12,30 EUR\tHome > Light\t1.5 kg\n"
                            + "2\tBulb\tUSD 1,200.00\t\t\n"
                            + "3\tWire\tfree\t\t\n");

            ObjectNode lamp = file.entities(EntityType.PRODUCT).getFirst();
            assertThat(lamp.at("/list_price").toString()).isEqualTo("{\"amount\":\"12.3\",\"currency\":\"EUR\"}");
            assertThat(lamp.path("categories").toString()).isEqualTo("[\"Home\",\"Light\"]");
            assertThat(lamp.path("weight_grams").intValue()).isEqualTo(1500);
            assertThat(file.entities(EntityType.PRODUCT)
                            .get(1)
                            .at("/list_price/amount")
                            .stringValue())
                    .isEqualTo("1200");
            assertThat(file.refusals()).containsExactly("4 price free bad-price");
        }

        @Test
        void readsRssAndAtom() {
            String items = """
                    <%1$s><g:id>1</g:id><title>Lamp</title><g:price>12.30 EUR</g:price>
                    <g:shipping><g:price>99 EUR</g:price></g:shipping></%1$s>
                    """;
            for (String feed : new String[] {
                "<?xml version=\"1.0\"?><rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>"
                        + items.formatted("item") + "</channel></rss>",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:g=\"http://base.google.com/ns/1.0\">"
                        + items.formatted("entry") + "</feed>"
            }) {
                ObjectNode lamp = Collected.of("google-merchant", feed).only(EntityType.PRODUCT);
                assertThat(lamp.path("item_id").stringValue()).isEqualTo("1");
                assertThat(lamp.at("/list_price/amount").stringValue()).isEqualTo("12.3");
            }
        }

        @Test
        void resolvesNoEntities() {
            String feed = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                    + "<rss><channel><item><id>1</id><title>a&x;b</title></item></channel></rss>";

            try {
                Collected file = Collected.of("google-merchant", feed);
                assertThat(file.only(EntityType.PRODUCT).at("/titles/en").stringValue())
                        .isEqualTo("ab");
            } catch (ImportRefusedException refused) {
                assertThat(refused.code()).isEqualTo("malformed-xml");
            }
        }

        @Test
        void refusesOtherXml() {
            assertThatThrownBy(() -> Collected.of("google-merchant", "<html><body/></html>"))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("<html>");
        }
    }

    @Test
    void readsMovieLens() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "ml-100k/u.item",
                "1|Amélie (2001)|01-Jan-2001||http://x|0|0|0|0|0|1|0|0|0|0|0|0|0|0|1|0|0|0|0\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        files.put("ml-100k/u.data", utf8("7\t1\t5\t881250949\n7\t1\t2\t881250950\n7\t1\t9\t881250950\n"));

        Collected file = Collected.of("movielens", Collected.zip(files), Collected.OPTIONS);

        ObjectNode film = file.only(EntityType.PRODUCT);
        assertThat(film.at("/titles/en").stringValue()).isEqualTo("Amélie (2001)");
        assertThat(film.path("categories").toString()).isEqualTo("[\"Comedy\",\"Romance\"]");
        assertThat(file.entities(EntityType.BEHAVIOUR))
                .extracting(event -> event.path("event_name").stringValue())
                .containsExactly("purchase", "view_item");
        assertThat(file.refusals()).containsExactly("3 rating 9 bad-rating");
        assertThat(file.lines()).isEqualTo(4);
    }

    @Test
    void joinsOlistsFiles() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("orders.csv.gz", Collected.gzip(utf8("""
                        order_id,customer_id,order_status,order_purchase_timestamp
                        o2,c2,canceled,2017-10-03 10:00:00
                        o1,c1,delivered,2017-10-02 10:56:33
                        o3,c1,unavailable,2017-10-04 10:56:33
                        """)));
        files.put("order_items.csv", utf8("""
                        order_id,order_item_id,product_id,seller_id,price,freight_value
                        o1,1,p1,s1,10.50,2.00
                        o1,2,p1,s1,10.50,2.25
                        o2,1,p1,s1,10.50,2.00
                        o9,1,p1,s1,10.50,2.00
                        """));
        files.put("customers.csv", utf8("customer_id,customer_unique_id\nc1,anna\nc2,bob\n"));
        files.put("products.csv", utf8("""
                        product_id,product_category_name,product_weight_g,product_length_cm,product_height_cm,product_width_cm
                        p1,artes,100,1,2,3
                        """));
        files.put(
                "product_category_name_translation.csv",
                utf8("\uFEFFproduct_category_name,product_category_name_english\nartes,art\n"));

        Collected file = Collected.of("olist", Collected.zip(files), Collected.OPTIONS);

        ObjectNode product = file.only(EntityType.PRODUCT);
        assertThat(product.path("merchant_id").stringValue()).isEqualTo("s1");
        assertThat(product.path("categories").toString()).isEqualTo("[\"art\"]");
        ObjectNode first = file.entities(EntityType.ORDER).getFirst();
        assertThat(first.path("user_id").stringValue()).isEqualTo("anna");
        assertThat(first.path("lines")).hasSize(2);
        assertThat(first.at("/shipping/amount").stringValue()).isEqualTo("4.25");
        assertThat(file.only(EntityType.CANCELLATION).path("order_id").stringValue())
                .isEqualTo("o2");
        assertThat(file.refusals()).containsExactly("5 order_id o9 unknown-order", "4 order_id o3 order-without-items");
        assertThat(file.lines()).isEqualTo(3 + 4 + 2 + 1);
    }

    @Nested
    class OwnFormats {

        @Test
        void readsProductsWithTitlesAndAttributes() {
            ObjectNode item = Collected.of(
                            "products-csv",
                            "\uFEFFitem_id,title_zh,title_en,categories,list_price,currency,attribute.colour,active\n"
                                    + "x/1:😀,灯,Lamp,home|light,12.30,CNY,red,no\n")
                    .only(EntityType.PRODUCT);

            assertThat(item.toString())
                    .isEqualTo("{\"item_id\":\"x/1:😀\",\"categories\":[\"home\",\"light\"],\"list_price\":"
                            + "{\"amount\":\"12.3\",\"currency\":\"CNY\"},\"active\":false,\"titles\":{\"zh\":\"灯\","
                            + "\"en\":\"Lamp\"},\"attributes\":{\"colour\":\"red\"}}");
        }

        @Test
        void gathersTheLinesOfAnOrder() {
            Collected file = Collected.of(
                    "orders-csv",
                    "order_id,channel,placed_at,line_id,item_id,quantity,unit_price,currency\n"
                            + "o1,web,2026-01-01T10:00:00Z,1,a,2,3.50,EUR\n"
                            + "o1,web,2026-01-01T10:00:00Z,2,b,1,4,EUR\n"
                            + "o2,web,2026-01-01 10:00:00,1,a,x,4,EUR\n"
                            + "o3,web,2026-01-01 10:00:00,1,a,1,4,\n");

            assertThat(file.only(EntityType.ORDER).path("lines")).hasSize(2);
            assertThat(file.refusals()).containsExactly("4 quantity x bad-number", "5 unit_price 4 missing-currency");
            assertThat(file.lines()).isEqualTo(4);
        }

        @Test
        void readsDepotsVehiclesAndDeliveriesAsLogisticsTakesThem() {
            assertThat(Collected.of(
                                    "depots-csv",
                                    "depot_id,latitude,longitude,time_zone\nnorth,39.9,116.4,Asia/Shanghai\n")
                            .only(EntityType.DEPOT)
                            .toString())
                    .isEqualTo("{\"depot_id\":\"north\",\"latitude\":39.9,\"longitude\":116.4,"
                            + "\"time_zone\":\"Asia/Shanghai\"}");
            assertThat(Collected.of(
                                    "vehicles-csv",
                                    "vehicle_id,depot_id,capacity_grams,shift_from,shift_to,most_stops,break_minutes,"
                                            + "break_from,cost_per_hour,active\n"
                                            + "van-1,north,800000,08:00,18:00,,30,12:00,42.5,yes\n")
                            .only(EntityType.VEHICLE)
                            .toString())
                    .isEqualTo("{\"vehicle_id\":\"van-1\",\"depot_id\":\"north\",\"capacity_grams\":800000,"
                            + "\"shift_from\":\"08:00\",\"shift_to\":\"18:00\",\"break_minutes\":30,"
                            + "\"break_from\":\"12:00\",\"cost_per_hour\":42.5,\"active\":true}");
            assertThat(Collected.of(
                                    "deliveries-csv",
                                    "delivery_id,requested_at,zone_id,latitude,longitude,weight_grams,departed_at\n"
                                            + "d-1,2026-01-01 08:00:00,z,39.9,116.4,1200,2026-01-02T01:00:00Z\n")
                            .only(EntityType.DELIVERY)
                            .toString())
                    .isEqualTo("{\"delivery_id\":\"d-1\",\"address\":{\"zone_id\":\"z\",\"latitude\":39.9,"
                            + "\"longitude\":116.4},\"requested_at\":\"2026-01-01T08:00:00Z\",\"weight_grams\":1200,"
                            + "\"departed_at\":\"2026-01-02T01:00:00Z\"}");
        }

        @Test
        void refusesDepotsAndVehiclesThatLackAColumn() {
            assertThatThrownBy(() -> Collected.of("depots-csv", "depot_id,latitude,longitude\n"))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("time_zone");
            assertThatThrownBy(() -> Collected.of("vehicles-ndjson", "{\"vehicle_id\":\"van-1\"}\n"))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("shift_from");
            assertThat(Collected.of(
                                    "vehicles-csv",
                                    "vehicle_id,depot_id,capacity_grams,shift_from,shift_to\nv,d,heavy,08:00,18:00\n")
                            .refusals())
                    .containsExactly("2 capacity_grams heavy bad-number");
        }

        @Test
        void refusesColumnsThatNobodyKnows() {
            assertThatThrownBy(() ->
                            Collected.of("travel-times-csv", "zone_id,speed_metres_per_second,observed_at,mood\n"))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("mood");
        }

        @Test
        void readsJsonLineByLine() {
            Collected file = Collected.of(
                    "behaviour-ndjson",
                    "{\"event_name\":\"view_item\",\"occurred_at\":\"2026-01-01T00:00:00Z\",\"user_id\":\"u\"}\n"
                            + "{\"event_name\":\"a\",\"event_name\":\"b\"}\n\n[1]\nnonsense\n");

            assertThat(file.only(EntityType.BEHAVIOUR).path("event_id").stringValue())
                    .hasSize(36);
            assertThat(file.refusals())
                    .extracting(refusal -> refusal.substring(refusal.lastIndexOf(' ') + 1))
                    .containsExactly("bad-json", "empty-line", "bad-json", "bad-json");
        }

        @Test
        void derivesTheSameIdsFromTheSameFile() {
            String file = "event_name,occurred_at,user_id,item_id\nview_item,2026-01-01T00:00:00Z,u,a\n";

            assertThat(Collected.of("behaviour-csv", file).entities(EntityType.BEHAVIOUR))
                    .isEqualTo(Collected.of("behaviour-csv", file).entities(EntityType.BEHAVIOUR));
        }
    }
}
