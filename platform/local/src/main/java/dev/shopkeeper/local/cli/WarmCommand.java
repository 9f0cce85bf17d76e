package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.stack.LocalStack;
import java.util.Set;

/** {@code ./shop warm}: make the next starts faster. */
final class WarmCommand implements Command {
    @Override
    public String name() {
        return "warm";
    }

    @Override
    public String summary() {
        return "prepare quick starts now, which ./shop up otherwise does when it has nothing else to do";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop warm

                Starts each application once up to the point where it would serve, and keeps what its JVM loaded: an
                AOT cache of about 150 MB each, under .shop/run/aot, bound to the very build. Later starts take about
                half the time. ./shop up does the same by itself in the background after its first start; this
                command is for those who want it done before. Takes some minutes; the stack must not be running.

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
            progress.say("Preparing quick starts (some minutes)");
            progress.say(stack.warm(false) == 0 ? "All applications were warm already." : "All applications are warm.");
        }
        return ExitCode.OK;
    }
}
