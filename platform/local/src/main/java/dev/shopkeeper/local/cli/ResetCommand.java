package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.stack.LocalStack;
import java.util.Set;

/** {@code ./shop reset}: forget all data. */
final class ResetCommand implements Command {
    @Override
    public String name() {
        return "reset";
    }

    @Override
    public String summary() {
        return "delete all data of the local stack, after asking";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop reset [--yes] [--keys]

                Deletes the databases, topics and logs under .shop/ after asking. Unpacked programs and development
                keys are kept. The stack must not be running.

                  --yes    do not ask
                  --keys   delete the development keys too

                Exit codes: 0 deleted, 1 not confirmed, 3 the stack is running.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of(), Set.of("--yes", "--keys"), 0, 0);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        if (!arguments.has("--yes") && !confirmed(context)) {
            context.err().println("Nothing was deleted. (Without a terminal, say --yes.)");
            return ExitCode.FAILED;
        }
        LocalStack.wipe(context.home(), arguments.has("--keys"));
        context.out().println("Deleted the data in " + context.home().root());
        return ExitCode.OK;
    }

    private static boolean confirmed(Context context) {
        if (System.console() == null || !System.console().isTerminal()) {
            return false;
        }
        String answer = System.console()
                .readLine("Delete all data in %s? Type yes: ", context.home().root());
        return answer != null && answer.strip().equals("yes");
    }
}
