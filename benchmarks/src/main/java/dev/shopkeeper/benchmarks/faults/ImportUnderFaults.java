package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An import of made-up orders, begun before the first kill; every line must come to one order line. */
final class ImportUnderFaults {

    private static final int LINES_PER_ORDER = 10;

    private final GatewayClient gateway;
    private final Platform platform;
    private final String prefix;
    private final int orders;
    /** Invoice numbers are digits alone. */
    private final String invoices = "9" + System.currentTimeMillis();

    private String id = "";

    ImportUnderFaults(GatewayClient gateway, Platform platform, String prefix, int orders) {
        this.gateway = gateway;
        this.platform = platform;
        this.prefix = prefix;
        this.orders = orders;
    }

    void start() throws IOException, InterruptedException {
        StringBuilder file = new StringBuilder(
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (int order = 0; order < orders; order++) {
            for (int line = 0; line < LINES_PER_ORDER; line++) {
                file.append(invoices)
                        .append(String.format("%06d", order))
                        .append(",FAULT")
                        .append(line * 7 % 50 + order % 3);
                file.append(",Item,1,2011-11-01 10:00:00,2.50,")
                        .append(prefix)
                        .append(order % 100)
                        .append(",France\n");
            }
        }
        GatewayClient.Answer answer = gateway.post(
                "/admin/v1/imports?kind=online-retail&filename=" + prefix + ".csv",
                file.toString().getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 202) {
            throw new IllegalStateException("The import was answered " + answer.status() + " " + answer.text());
        }
        id = answer.json().path("id").asString();
    }

    Map<String, Object> outcome() throws SQLException, InterruptedException {
        JsonNode job = finished();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("state", job.path("state").asString("unknown"));
        figures.put("attempts", job.path("attempts").asInt(0));
        figures.put("lines_sent", orders * LINES_PER_ORDER);
        figures.put("lines_imported", job.path("counts").path("imported").asInt(0));
        try (Connection connection = platform.database(Application.ORDER);
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from order_line where order_id like ?")) {
            statement.setString(1, invoices + "%");
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long stored = result.getLong(1);
                figures.put("order_lines_stored", stored);
                figures.put(Accounts.LOST, Math.max(0, (long) orders * LINES_PER_ORDER - stored));
                figures.put(Accounts.DOUBLED, Math.max(0, stored - (long) orders * LINES_PER_ORDER));
            }
        }
        return figures;
    }

    private JsonNode finished() throws InterruptedException {
        long start = System.nanoTime();
        JsonNode job = EventJson.mapper().createObjectNode();
        while (System.nanoTime() - start < Duration.ofMinutes(5).toNanos()) {
            try {
                GatewayClient.Answer answer = gateway.get("/admin/v1/imports/" + id);
                if (answer.status() == 200) {
                    job = answer.json();
                    if (!java.util.Set.of("QUEUED", "RUNNING", "queued", "running")
                            .contains(job.path("state").asString())) {
                        return job;
                    }
                }
            } catch (IOException e) {
                // asked again below
            }
            Thread.sleep(1000);
        }
        return job;
    }
}
