package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.LocalStackException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What {@code ./shop} runs: {@code Shop COMMAND [OPTIONS]}. */
public final class Shop {
    private static final List<Command> COMMANDS = List.of(
            new UpCommand(),
            new StatusCommand(),
            new DemoCommand("seed", "tell the running platform a year of the demo shop's history"),
            new DemoCommand("traffic", "keep the demo shop living in real time"),
            new ImportCommand(),
            new TrainCommand(),
            new DltCommand(),
            new UserTokenCommand(),
            new ResetCommand(),
            new WarmCommand());

    private Shop() {}

    public static void main(String[] args) {
        Context context = new Context(
                Path.of(System.getProperty("shopkeeper.repository", ".")),
                System.getenv(),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.exit(run(List.of(args), context));
    }

    static int run(List<String> words, Context context) {
        if (words.isEmpty()
                || words.getFirst().equals("help")
                || words.getFirst().equals("--help")) {
            if (words.size() > 1) {
                return run(List.of(words.get(1), "--help"), context);
            }
            context.out().print(overview());
            return words.isEmpty() ? ExitCode.USAGE : ExitCode.OK;
        }
        String name = words.getFirst();
        Command command = COMMANDS.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElse(null);
        if (command == null) {
            context.err().println("There is no command '" + name + "'. Maybe one of these:\n\n" + overview());
            return ExitCode.USAGE;
        }
        List<String> rest = words.subList(1, words.size());
        if (rest.contains("--help")) {
            context.out().print(command.help());
            return ExitCode.OK;
        }
        try {
            return command.run(Arguments.parse(rest, command.syntax()), context);
        } catch (UsageException e) {
            context.err().println("shop " + name + ": " + e.getMessage() + "\n\n" + command.help());
            return ExitCode.USAGE;
        } catch (RefusedException e) {
            context.err().println("shop " + name + ": " + e.getMessage());
            return ExitCode.FAILED;
        } catch (UnreachableException e) {
            context.err().println("shop " + name + ": " + e.getMessage());
            return ExitCode.UNREACHABLE;
        } catch (LocalStackException e) {
            context.err().println("shop " + name + ": " + e.getMessage());
            return ExitCode.MACHINE;
        } catch (UncheckedIOException e) {
            context.err().println("shop " + name + ": " + e.getMessage() + " (" + e.getCause() + ")");
            return ExitCode.MACHINE;
        }
    }

    private static String overview() {
        StringBuilder text = new StringBuilder("""
                Usage: ./shop COMMAND [OPTIONS]

                """);
        for (Command command : COMMANDS) {
            text.append(String.format("  %-10s %s%n", command.name(), command.summary()));
        }
        return text.append("""
                  test       everything that CI runs, from a fresh clone
                  bench      a load, fault or quality bench: ./shop bench NAME --data FOLDER [--seed N]
                  help       this

                  ./shop COMMAND --help says more.

                Exit codes: 0 done, 1 the work failed, 2 the command line was not understood,
                3 something on this machine is in the way, 4 the platform cannot be reached.

                Environment: SHOPKEEPER_HOME (data folder, .shop), SHOPKEEPER_PORT_OFFSET (moves all ports),
                SHOPKEEPER_URL and SHOPKEEPER_KEY (another platform than the one in .shop), JAVA_HOME (a JDK 25).
                """).toString();
    }
}
