package dev.shopkeeper.inventory.imports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class OnlineRetailFormatTests {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    private static Collected read(String... rows) {
        return Collected.of("online-retail", HEADER + String.join("\n", rows) + "\n");
    }

    @Test
    void makesOneOrderOfTheAdjacentLinesOfAnInvoice() {
        Collected file = read(
                "100001,A1,RED LAMP,2,2020-05-01 08:26:00,2.55,17,Nowhere",
                "100001,B2,BLUE LAMP,1,2020-05-01 08:26:00,3.39,17,Nowhere",
                "100002,A1,RED LAMP,1,2020-05-01 09:00:00,2.55,18,Nowhere");

        List<ObjectNode> orders = file.entities(EntityType.ORDER);
        assertThat(orders).hasSize(2);
        ObjectNode first = orders.getFirst();
        assertThat(first.path("order_id").stringValue()).isEqualTo("100001");
        assertThat(first.path("user_id").stringValue()).isEqualTo("17");
        assertThat(first.path("placed_at").stringValue()).isEqualTo("2020-05-01T08:26:00Z");
        assertThat(first.path("lines")).hasSize(2);
        assertThat(first.at("/lines/0/unit_price").toString()).isEqualTo("{\"amount\":\"2.55\",\"currency\":\"GBP\"}");
        assertThat(file.lines()).isEqualTo(3);
    }

    @Test
    void tellsAnItemBeforeItsOrderAndAgainWithItsLatestDescription() {
        Collected file = read(
                "100001,A1,RED LAMP,2,2020-05-01 08:26:00,2.55,17,X",
                "100002,A1,,2,2020-05-02 08:26:00,2.55,17,X",
                "100003,A1,RED LAMP NEW,2,2020-05-03 08:26:00,2.75,17,X");

        assertThat(file.entities(EntityType.PRODUCT))
                .extracting(item -> item.at("/titles/en").stringValue())
                .containsExactly("RED LAMP", "RED LAMP NEW");
        assertThat(file.items().getFirst()).isInstanceOf(ImportItem.Entity.class);
        assertThat(((ImportItem.Entity) file.items().getFirst()).type()).isEqualTo(EntityType.PRODUCT);
    }

    @Test
    void makesACancellationOfAnInvoiceWithC() {
        Collected file = read("C100009,A1,RED LAMP,-2,2020-05-01 08:26:00,2.55,17,X");

        ObjectNode cancellation = file.only(EntityType.CANCELLATION);
        assertThat(cancellation.path("cancellation_id").stringValue()).isEqualTo("C100009");
        assertThat(cancellation.at("/lines/0/quantity").intValue()).isEqualTo(2);
        assertThat(cancellation.has("order_id")).isFalse();
    }

    @Test
    void addsPostageToTheOrderAsShipping() {
        Collected file = read(
                "100001,POST,POSTAGE,2,2020-05-01 08:26:00,18,17,X",
                "100001,A1,RED LAMP,2,2020-05-01 08:26:00,2.55,17,X",
                "100002,DOT,DOTCOM POSTAGE,1,2020-05-01 08:30:00,5,17,X");

        ObjectNode order = file.only(EntityType.ORDER);
        assertThat(order.at("/shipping/amount").stringValue()).isEqualTo("36");
        assertThat(order.path("lines")).hasSize(1);
        assertThat(file.refusals()).containsExactly("4 StockCode DOT order-without-items");
        assertThat(file.lines()).isEqualTo(3);
    }

    @Test
    void refusesEachKindOfDirtByName() {
        Collected file = read(
                "100001,A1,damaged,-5,2020-05-01 08:26:00,0,,X",
                "100002,A1,free,5,2020-05-01 08:26:00,0,17,X",
                "A100003,B,Adjust bad debt,1,2020-05-01 08:26:00,-11062.06,,X",
                "100004,BANK CHARGES,fee,1,2020-05-01 08:26:00,15,,X",
                "C100005,POST,POSTAGE,-1,2020-05-01 08:26:00,18,17,X",
                "C100006,A1,RED,1,2020-05-01 08:26:00,18,17,X",
                "100007,A1,RED,x,2020-05-01 08:26:00,18,17,X",
                "100008,A1,RED,1,soon,18,17,X",
                "100009,A1,RED,1,2020-05-01 08:26:00,1.23456,17,X",
                ",A1,RED,1,2020-05-01 08:26:00,1,17,X",
                "100010,,RED,1,2020-05-01 08:26:00,1,17,X",
                "100011,A1,RED,0,2020-05-01 08:26:00,1,17,X",
                "100012,A1,RED,1,2020-05-01 08:26:00,-1,17,X",
                "",
                "100013,A1,RED");

        assertThat(file.refusals())
                .containsExactly(
                        "2 Quantity -5 negative-quantity",
                        "3 UnitPrice 0 zero-price",
                        "4 InvoiceNo A100003 not-an-order",
                        "5 StockCode BANK CHARGES not-an-item",
                        "6 StockCode POST shipping-refund",
                        "7 Quantity 1 positive-cancellation",
                        "8 Quantity x bad-quantity",
                        "9 InvoiceDate soon bad-date",
                        "10 UnitPrice 1.23456 bad-price",
                        "11 InvoiceNo  missing-invoice",
                        "12 StockCode  missing-item",
                        "13 Quantity 0 zero-quantity",
                        "14 UnitPrice -1 negative-price",
                        "15 null null empty-line",
                        "16 null 3 wrong-number-of-fields");
        assertThat(file.lines()).isEqualTo(15);
    }

    @Test
    void keepsDoubledLinesAndSaysSo() {
        String line = "100001,A1,RED LAMP,2,2020-05-01 08:26:00,2.55,,X";
        Collected file = read(line, line);

        ObjectNode order = file.only(EntityType.ORDER);
        assertThat(order.path("lines")).hasSize(2);
        assertThat(order.at("/lines/0/line_id")).isNotEqualTo(order.at("/lines/1/line_id"));
        assertThat(order.has("user_id")).isFalse();
        assertThat(file.remarks()).containsExactlyInAnyOrder("guest-order", "doubled-line");
    }

    @Test
    void joinsAnInvoiceThatComesAgainByLinesOfOtherNames() {
        Collected file = read(
                "100001,A1,RED LAMP,2,2020-05-01 08:26:00,2.55,17,X",
                "100002,A1,RED LAMP,2,2020-05-01 08:26:00,2.55,17,X",
                "100001,B2,BLUE LAMP,2,2020-05-01 08:27:00,2.55,17,X");

        List<ObjectNode> parts = file.entities(EntityType.ORDER).stream()
                .filter(order -> order.path("order_id").stringValue().equals("100001"))
                .toList();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).at("/lines/0/line_id"))
                .isNotEqualTo(parts.get(1).at("/lines/0/line_id"));
    }

    @Test
    void readsSpreadsheetSpellingsAndTheSecondEditionsHeader() {
        Collected file = Collected.of(
                "online-retail",
                "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n"
                        + "489434,85048,\"15CM \"\"GLASS\"\", LIGHTS\",12,12/1/2009 7:45,6.95,13085.0,United Kingdom\n");

        ObjectNode order = file.only(EntityType.ORDER);
        assertThat(order.path("user_id").stringValue()).isEqualTo("13085");
        assertThat(order.path("placed_at").stringValue()).isEqualTo("2009-12-01T07:45:00Z");
        assertThat(order.at("/lines/0/title").stringValue()).isEqualTo("15CM \"GLASS\", LIGHTS");
    }

    @Test
    void readsLatin1AndByteOrderMarksWithoutBeingTold() {
        String row = "100001,A1,CAFÉ £5,2,2020-05-01 08:26:00,2.55,17,X\n";
        byte[] latin = (HEADER + row).getBytes(StandardCharsets.ISO_8859_1);
        byte[] marked = ("\uFEFF" + HEADER + row).getBytes(StandardCharsets.UTF_8);

        for (byte[] bytes : List.of(latin, marked)) {
            assertThat(Collected.of("online-retail", bytes, Collected.OPTIONS)
                            .only(EntityType.PRODUCT)
                            .at("/titles/en")
                            .stringValue())
                    .isEqualTo("CAFÉ £5");
        }
    }

    @Test
    void refusesAFileOfAnotherKindNamingWhatIsMissingAndWhatIsThere() {
        assertThatThrownBy(() -> Collected.of("online-retail", "Handle,Title\nx,y\n"))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("InvoiceNo")
                .hasMessageContaining("found Handle, Title");
    }

    @Test
    void accountsForEveryLineOfTheRealFile() throws IOException {
        Path data = Path.of(System.getProperty(
                "shopkeeper.data", System.getenv().getOrDefault("SHOPKEEPER_DATA", "../../shared/data")));
        Path file = data.resolve("membership/online-retail/online_retail.csv.gz");
        assumeThat(file)
                .as("the UCI file is not here; point SHOPKEEPER_DATA at the shared data to run this test")
                .exists();

        Collected read = Collected.of("online-retail", Files.readAllBytes(file), Collected.OPTIONS);

        assertThat(read.lines()).isEqualTo(541_909);
        Map<String, Long> reasons = read.items().stream()
                .filter(ImportItem.Refusal.class::isInstance)
                .collect(Collectors.groupingBy(item -> ((ImportItem.Refusal) item).reason(), Collectors.counting()));
        // counted with another program, straight from the published rules
        assertThat(reasons).containsEntry("negative-quantity", 1_336L).containsEntry("not-an-order", 3L);
        long cancelledLines = read.items().stream()
                .filter(item -> item instanceof ImportItem.Entity entity && entity.type() == EntityType.CANCELLATION)
                .mapToLong(item -> ((ImportItem.Entity) item).lines().length)
                .sum();
        assertThat(cancelledLines).isBetween(8_000L, 9_288L);
    }
}
