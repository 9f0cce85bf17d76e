package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.stack.LocalStack;

/** What a person wants to know when all is up. */
final class Addresses {
    private Addresses() {}

    static String of(LocalStack stack) {
        String url = "http://localhost:" + stack.options().ports().of(Application.GATEWAY);
        return """

                  Gateway      %1$s
                  Swagger UI   %1$s/swagger-ui/index.html
                  PostgreSQL   %2$s (passwords in keys.env)
                  Kafka        %3$s
                  Storefront   %4$s
                  Operator     %5$s
                  Admin        %6$s
                  (all of them in %7$s)

                  curl -H "X-API-Key: %4$s" "%1$s/api/v1/recommendations?anonymous_id=me&limit=5"

                  Ctrl-C stops everything; the data stays.
                """.formatted(
                        url,
                        stack.postgres().url(""),
                        stack.bootstrapServers(),
                        stack.keys().storefront(),
                        stack.keys().operator(),
                        stack.keys().admin(),
                        stack.options().home().keysFile());
    }
}
