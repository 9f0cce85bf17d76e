package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.key.DevelopmentKeys;
import java.util.List;
import java.util.Set;

/** {@code ./shop user-token}: signs a user's id as the demo shop's server does. */
final class UserTokenCommand implements Command {

    @Override
    public String name() {
        return "user-token";
    }

    @Override
    public String summary() {
        return "sign a user's id, as a shop's server does for whoever is signed in";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop user-token USER_ID

                Prints a token for X-User-Token, good for a quarter of an hour, signed with the secret of this stack. With
                it a publishable key is told what is known of that user.

                Exit codes: 0 printed, 2 usage, 3 no stack was ever started here.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of(), Set.of(), 1, 1);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        String secret = DevelopmentKeys.read(context.home().keysFile()).get(DevelopmentKeys.USER_TOKEN_SECRET);
        if (secret == null) {
            context.err().println("There is no secret in " + context.home().keysFile() + ". Maybe ./shop up first?");
            return ExitCode.MACHINE;
        }
        if (arguments.operand(0).isBlank()) {
            context.err().println("USER_ID is empty. Maybe give the id of a user, such as member-00042?");
            return ExitCode.USAGE;
        }
        return DemoShop.run(List.of("user-token", "--user", arguments.operand(0)), secret);
    }
}
