package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.LocalStackException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code ./shop import KIND FILE}: a file of history or catalogue into the running platform. */
final class ImportCommand implements Command {
    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "load a file: our CSV and NDJSON, online-retail, olist, movielens, shopify, google-merchant";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop import KIND FILE [--json] [--no-wait] [--option NAME=VALUE,...]

                Sends FILE to the running platform and waits until all of it is imported or refused, line by line,
                with the reason. Importing the same file again has no second effect; an interrupted import goes on
                where it stopped. FILE may be compressed (.gz, .zip). Where a kind consists of several files (olist,
                movielens) FILE may be their folder.

                  --json        print the import as JSON when it is done
                  --no-wait     return as soon as the platform has the file
                  --option ...  what the kind asks for, such as currency=GBP; several with commas

                Exit codes: 0 imported (with or without refused lines), 1 failed, 2 usage, 4 no platform.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of("--option"), Set.of("--json", "--no-wait"), 2, 2);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        String kind = arguments.operand(0);
        Path file = Path.of(arguments.operand(1));
        if (!Files.isReadable(file)) {
            throw new UsageException("There is no file " + file + " that can be read");
        }
        boolean folder = Files.isDirectory(file);
        String fileName = file.toAbsolutePath().normalize().getFileName() + (folder ? ".zip" : "");
        StringBuilder path = new StringBuilder("admin/v1/imports?kind=" + PlatformClient.encode(kind) + "&filename="
                + PlatformClient.encode(fileName));
        arguments.value("--option").ifPresent(options -> {
            for (String option : options.split(",", -1)) {
                int equals = option.indexOf('=');
                if (equals < 1) {
                    throw new UsageException("--option has '" + option + "', but must be NAME=VALUE");
                }
                path.append('&')
                        .append(PlatformClient.encode(option.substring(0, equals)))
                        .append('=')
                        .append(PlatformClient.encode(option.substring(equals + 1)));
            }
        });
        PlatformClient platform = PlatformClient.of(context);
        context.err().println("Sending " + fileName + " ...");
        JsonNode started = platform.upload(path.toString(), folder ? ZippedFolder.publisher(file) : content(file));
        String id = started.path("id").asString("");
        if (arguments.has("--no-wait")) {
            context.out().println(arguments.has("--json") ? started.toString() : id);
            return ExitCode.OK;
        }
        JsonNode done = await(platform, id, context);
        if (arguments.has("--json")) {
            context.out().println(done);
        } else {
            context.out().print(ImportReport.of(done));
        }
        return state(done).equals("succeeded") ? ExitCode.OK : ExitCode.FAILED;
    }

    private static JsonNode await(PlatformClient platform, String id, Context context) {
        ProgressLine line = new ProgressLine(context.err());
        int unreachable = 0;
        while (true) {
            try {
                JsonNode now = platform.get("admin/v1/imports/" + PlatformClient.encode(id));
                unreachable = 0;
                line.show(String.format(
                        Locale.ROOT,
                        "%5.1f %%  %s  %s",
                        100 * now.path("progress").asDouble(0),
                        state(now),
                        ImportReport.counts(now)));
                if (Set.of("succeeded", "failed", "cancelled").contains(state(now))) {
                    line.end();
                    return now;
                }
            } catch (UnreachableException | RefusedException e) {
                // The import goes on by itself when the gateway or the service is started again.
                boolean passing = e instanceof UnreachableException || ((RefusedException) e).status() >= 500;
                if (!passing || ++unreachable > 120) {
                    throw e;
                }
                line.show("The platform does not answer just now; the import " + id + " is kept there.");
            }
            ProgressLine.pause();
        }
    }

    private static BodyPublisher content(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (IOException e) {
            throw new LocalStackException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String state(JsonNode answer) {
        return answer.path("state").asString("").toLowerCase(Locale.ROOT);
    }
}
