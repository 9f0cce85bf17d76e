package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.LocalStack;
import dev.shopkeeper.local.StackOptions;
import java.util.Set;

/** {@code ./shop warm}: make the next starts faster. */
final class WarmCommand implements Command {
    @Override
    public String name() {
        return "warm";
    }

    @Override
    public String summary() {
        return "start each application once so that later starts take half the time (optional)";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop warm

                Starts and stops each application once and keeps what its JVM learnt (an AOT cache of about 150 MB
                each, under .shop/run/aot). Takes some minutes; ./shop up is then about twice as fast, until the
                application is built anew. The stack must not be running.

                Exit codes: 0 done, 2 usage, 3 could not start.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of(), Set.of(), 0, 0);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        StackOptions options = StackOptions.of(
                        context.repository(), context.home().root())
                .withPorts(context.ports())
                .withApplications(Set.of())
                .withRestart(false);
        ConsoleProgress progress = new ConsoleProgress(context.out());
        try (LocalStack stack = LocalStack.start(options, progress)) {
            stack.warm();
        }
        return ExitCode.OK;
    }
}
