package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.Ports;
import dev.shopkeeper.local.StackOptions;
import dev.shopkeeper.local.stack.LocalStack;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code ./shop up}: everything, in the foreground. */
final class UpCommand implements Command {
    @Override
    public String name() {
        return "up";
    }

    @Override
    public String summary() {
        return "start PostgreSQL, Kafka and the seven applications, and stay until Ctrl-C";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop up [OPTIONS]

                Builds what is missing, starts a PostgreSQL server, a Kafka broker and the seven applications, prints
                the addresses and the development keys, loads the demo shop on the first run and trains the models
                on it, and stays in the foreground. Ctrl-C (or SIGTERM) stops all of it in order, whatever it is at.
                Data, logs and keys are kept in .shop/.

                  --no-warm            do not prepare quicker starts in the background after the first one (AOT
                                       caches, about 1 GB under .shop/run/aot)
                  --no-demo            do not load the demo shop
                  --no-train           do not train the models on the demo shop once it is loaded; ./shop train all
                                       does it at any time
                  --demo-scale X       load a demo shop of X times the usual size (1)
                  --infra SERVERS      use servers that exist: postgres=URL,kafka=HOST:PORT (either or both), where
                                       URL is postgresql://user:password@host:port/postgres of a role that may
                                       create roles and databases
                  --port-offset N      add N to every port (as SHOPKEEPER_PORT_OFFSET does)
                  --bind ADDRESS       where the gateway listens (127.0.0.1); all else stays on 127.0.0.1
                  --no-restart         leave a process that died as it is
                  --only A,B           start only these applications (none: only PostgreSQL and Kafka)
                  --force              try although memory or disk look too little

                Exit codes: 0 stopped as asked, 2 usage, 3 could not start (said with what to do).
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(
                Set.of("--infra", "--demo-scale", "--port-offset", "--bind", "--only"),
                Set.of("--no-demo", "--no-train", "--no-warm", "--no-restart", "--force"),
                0,
                0);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        StackOptions options = options(arguments, context);
        ConsoleProgress progress = new ConsoleProgress(context.out());
        AtomicReference<@Nullable LocalStack> running = new AtomicReference<>();
        AtomicBoolean stopping = new AtomicBoolean();
        Thread hook = new Thread(
                () -> {
                    stopping.set(true);
                    stop(running.get(), progress, context);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        context.out()
                .println("Shopkeeper keeps its data and logs in "
                        + options.home().root());
        try {
            LocalStack stack = LocalStack.start(options, progress, running::set);
            progress.say("All is ready.");
            context.out().print(Addresses.of(stack));
            if (!arguments.has("--no-demo")) {
                DemoShop.loadOnce(stack, arguments.value("--demo-scale"), progress);
            }
            if (!arguments.has("--no-train")) {
                FirstTraining.runOnce(stack, progress, stopping::get);
            }
            if (!stopping.get() && !arguments.has("--no-warm")) {
                warm(stack, progress, stopping);
            }
        } catch (LocalStackException e) {
            if (!stopping.get()) {
                running.set(null);
                throw e;
            }
        }
        return untilStopped();
    }

    /** Nobody waits for it, and without it the next start only takes longer. */
    private static void warm(LocalStack stack, ConsoleProgress progress, AtomicBoolean stopping) {
        if (stack.options().applications().size() < Application.values().length || stack.isWarm()) {
            return;
        }
        progress.say("Preparing quicker starts in the background, once for each build (--no-warm leaves it out)");
        try {
            stack.warm(true);
            progress.say("The next starts will be quicker.");
        } catch (LocalStackException e) {
            if (!stopping.get()) {
                progress.warn("Later starts stay slow: " + e.getMessage());
            }
        }
    }

    private static StackOptions options(Arguments arguments, Context context) {
        Ports ports = context.ports();
        StackOptions options = StackOptions.of(
                        context.repository(), context.home().root())
                .withPorts(ports.withOffset(arguments.number("--port-offset", ports.offset())))
                .withRestart(!arguments.has("--no-restart"))
                .withForce(arguments.has("--force"));
        if (arguments.value("--bind").isPresent()) {
            options = options.withBind(arguments.value("--bind").get());
        }
        try {
            if (arguments.value("--infra").isPresent()) {
                options = options.withInfrastructure(StackOptions.Infrastructure.parse(
                        arguments.value("--infra").get()));
            }
            if (arguments.value("--only").isPresent()) {
                Set<Application> only = EnumSet.noneOf(Application.class);
                for (String name : arguments.value("--only").get().split(",", -1)) {
                    if (!name.isBlank() && !name.equals("none")) {
                        only.add(Application.named(name.strip()));
                    }
                }
                options = options.withApplications(only);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return options;
    }

    private static void stop(@Nullable LocalStack stack, ConsoleProgress progress, Context context) {
        if (stack == null) {
            return;
        }
        context.out().println();
        double from = progress.seconds();
        progress.say("Stopping");
        stack.close();
        progress.say(String.format(Locale.ROOT, "Stopped in %.1f s.", progress.seconds() - from));
        // Being stopped is how this command ends well; without this the code would be that of the signal.
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    /** The shutdown hook ends the virtual machine. */
    private static int untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }
}
