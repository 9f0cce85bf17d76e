package dev.shopkeeper.demo;

import dev.shopkeeper.demo.feed.GatewayException;
import java.util.Arrays;
import java.util.List;

/** The command line of the demo shop. Exit codes: 0 done, 1 something was refused or failed, 2 wrong usage. */
public final class DemoShop {

    private static final String USAGE = """
            The demo shop: a year of invented history, and a shop that goes on living.

              seed     --gateway URL --key SECRET [--seed N] [--scale X] [--until ISO] [--state FILE] [--json]
                       tells a gateway a year of history; sending it again has no second effect
              traffic  --gateway URL --key PUBLISHABLE --admin-key SECRET [--seed N] [--scale X]
                       [--speed X | --rate N] [--duration SECONDS] [--json]
                       keeps the shop living, --speed times as fast as the clock, or with N events a second
              user-token --user ID
                       prints what the shop's server hands to the page of whoever is signed in

            Users are signed for with the secret in SHOPKEEPER_USER_TOKEN_SECRET; without one the pages stay impersonal.
            """;

    private DemoShop() {}

    public static void main(String[] words) {
        System.exit(run(Arrays.asList(words)));
    }

    static int run(List<String> words) {
        try {
            String command = words.isEmpty() ? "--help" : words.getFirst();
            List<String> options = words.isEmpty() ? words : words.subList(1, words.size());
            if (options.contains("--help") || command.equals("--help") || command.equals("help")) {
                System.out.print(USAGE);
                return 0;
            }
            return switch (command) {
                case "seed" -> SeedCommand.run(options);
                case "user-token" -> UserTokenCommand.run(options);
                case "traffic" -> TrafficCommand.run(options);
                default -> throw new IllegalArgumentException("unknown command '" + command + "'");
            };
        } catch (IllegalArgumentException e) {
            System.err.println("demo-shop: " + e.getMessage());
            System.err.println(USAGE);
            return 2;
        } catch (GatewayException e) {
            System.err.println("demo-shop: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
