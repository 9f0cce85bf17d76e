package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.key.DevelopmentKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./shop seed} and {@code ./shop traffic}: hand over to the demo shop, with the address and keys of this stack. */
final class DemoCommand implements Command {
    private final String name;
    private final String summary;

    DemoCommand(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String help() {
        return name.equals("seed") ? """
                Usage: ./shop seed [--seed N] [--scale X] [--until ISO] [--json]

                Tells the running platform twelve months of an invented shop's history, through the gateway like any
                shop would. The same seed and --until tell the same history; telling it again has no second effect.

                  --seed N      seed of the shop and of all that happens in it
                  --scale X     size, 1 being about 2,000 items and 5,000 members
                  --until ISO   the instant at which the history ends (now, rounded down to the hour)
                  --json        print the summary as JSON

                Exit codes: 0 told, 1 something was refused or failed, 2 usage, 4 no platform.
                """ : """
                Usage: ./shop traffic [--speed X | --rate N] [--duration SECONDS] [--seed N] [--scale X] [--json]

                Keeps the demo shop living, until Ctrl-C or for a time, and prints what was told.

                  --speed X            X times as fast as the clock (60)
                  --rate N             N events a second in place of a speed, a load that looks at no answer
                  --duration SECONDS   end after this time
                  --seed N, --scale X  those with which the shop was seeded
                  --json               print the summary as JSON

                Exit codes: 0 done or stopped, 1 something was refused or failed, 2 usage, 4 no platform.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.passingOn(0);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        PlatformClient platform = PlatformClient.of(context);
        Map<String, String> keys = DevelopmentKeys.read(context.home().keysFile());
        String given = context.environment().getOrDefault("SHOPKEEPER_KEY", "");
        String secret = given.isEmpty() ? keys.getOrDefault(DevelopmentKeys.OPERATOR, "") : given;
        List<String> words =
                new ArrayList<>(List.of(name, "--gateway", platform.gateway().toString()));
        if (name.equals("traffic")) {
            words.addAll(
                    List.of("--key", keys.getOrDefault(DevelopmentKeys.STOREFRONT, secret), "--admin-key", secret));
        } else {
            words.addAll(List.of(
                    "--key", secret, "--state", context.home().demoState().toString()));
        }
        words.addAll(arguments.operands());
        return DemoShop.run(words, keys.getOrDefault(DevelopmentKeys.USER_TOKEN_SECRET, ""));
    }
}
