package dev.shopkeeper.local.cli;

import dev.shopkeeper.local.Application;
import java.math.MathContext;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code ./shop train MODEL}: a training run, from request to verdict. */
final class TrainCommand implements Command {
    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "train a model and say whether it became champion";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop train MODEL [--seed N] [--no-wait] [--json]
                       ./shop train --list

                Asks the service that owns MODEL for a training run, waits for its end, and prints its figures beside
                those of the baseline on the same hold-out. A model that does not beat the baseline is not promoted.

                  --list       print the models there are
                  --seed N     seed of the run
                  --no-wait    return as soon as the run is accepted
                  --json       print the run as JSON

                Exit codes: 0 champion (or, with --no-wait, accepted), 1 rejected or failed, 2 usage, 4 no platform.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of("--seed"), Set.of("--no-wait", "--json", "--list"), 0, 1);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        PlatformClient platform = PlatformClient.of(context);
        if (arguments.has("--list")) {
            models(platform).forEach(model -> context.out().println(model.service() + "/" + model.name()));
            return ExitCode.OK;
        }
        if (arguments.operands().isEmpty()) {
            throw new UsageException("The name of a model is missing. Maybe look at ./shop train --list");
        }
        Model model = find(platform, arguments.operand(0));
        String runs = "admin/v1/" + model.service() + "/models/" + PlatformClient.encode(model.name()) + "/runs";
        String body = arguments.value("--seed").isPresent() ? "{\"seed\":" + arguments.number("--seed", 1) + "}" : "{}";
        HttpResponse<String> accepted = platform.post(runs, body);
        JsonNode run = PlatformClient.body(accepted);
        String id = run.path("id").asString(run.path("run_id").asString(""));
        String location = accepted.headers()
                .firstValue("Location")
                .map(path -> platform.gateway().resolve(path).getRawPath().substring(1))
                .orElse(runs + "/" + PlatformClient.encode(id));
        ProgressLine line = new ProgressLine(context.err());
        while (!arguments.has("--no-wait")
                && !Set.of("champion", "rejected", "failed", "cancelled").contains(state(run))) {
            line.show(String.format(
                    Locale.ROOT, "%5.1f %%  %s", 100 * run.path("progress").asDouble(0), state(run)));
            ProgressLine.pause();
            run = platform.get(location);
        }
        line.end();
        context.out().println(arguments.has("--json") ? run.toString() : describe(model, id, run));
        return arguments.has("--no-wait") || state(run).equals("champion") ? ExitCode.OK : ExitCode.FAILED;
    }

    private record Model(String service, String name) {}

    private static Model find(PlatformClient platform, String wanted) {
        List<Model> models = models(platform);
        for (Model model : models) {
            if (model.name().equals(wanted) || (model.service() + "/" + model.name()).equals(wanted)) {
                return model;
            }
        }
        throw new UsageException("There is no model '" + wanted + "' among "
                + models.stream().map(Model::name).toList());
    }

    private static List<Model> models(PlatformClient platform) {
        List<Model> models = new ArrayList<>();
        for (Application application : Application.values()) {
            if (application.database() == null) {
                continue;
            }
            answer(platform, "admin/v1/" + application.shortName() + "/models").ifPresent(page -> {
                for (JsonNode item : page.isArray() ? page : page.path("items")) {
                    models.add(new Model(
                            application.shortName(),
                            item.path("model").asString(item.path("name").asString(""))));
                }
            });
        }
        return models;
    }

    /** A service that has no models, or is down, has none to offer. */
    private static Optional<JsonNode> answer(PlatformClient platform, String path) {
        try {
            return Optional.of(platform.get(path));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static String describe(Model model, String id, JsonNode run) {
        StringBuilder text = new StringBuilder("Run " + id + " of " + model.name() + ": " + state(run));
        if (run.path("version").isValueNode()) {
            text.append(", version ").append(run.path("version").asString(""));
        }
        JsonNode figures = run.path("figures").isObject() ? run.path("figures") : run.path("metrics");
        JsonNode baseline =
                run.path("baseline_figures").isObject() ? run.path("baseline_figures") : run.path("baseline_metrics");
        figures.properties()
                .forEach(figure -> text.append(String.format(
                        "%n  %-28s %14s   baseline %s",
                        figure.getKey(), readable(figure.getValue()), readable(baseline.path(figure.getKey())))));
        for (String field : new String[] {"verdict", "reason", "error"}) {
            if (run.path(field).isString()) {
                text.append("\n  ").append(run.path(field).asString());
            }
        }
        return text.toString();
    }

    private static String readable(JsonNode figure) {
        return figure.isNumber()
                ? figure.decimalValue()
                        .round(new MathContext(5))
                        .stripTrailingZeros()
                        .toPlainString()
                : figure.asString("-");
    }

    private static String state(JsonNode run) {
        return run.path("state").asString("").toLowerCase(Locale.ROOT);
    }
}
