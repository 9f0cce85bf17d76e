package dev.shopkeeper.local.cli;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.local.cli.TrainingClient.Model;
import dev.shopkeeper.local.cli.TrainingClient.Models;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code ./shop train MODEL}: a training run, from request to verdict; {@code all}: one of every model. */
final class TrainCommand implements Command {
    private static final String ALL = "all";

    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "train a model, or all of them, and say whether it became champion";
    }

    @Override
    public String help() {
        return """
                Usage: ./shop train MODEL [--seed N] [--no-wait] [--json]
                       ./shop train all [--seed N] [--no-wait] [--json]
                       ./shop train --list

                Asks the service that owns MODEL for a training run, waits for its end, and prints its metrics beside
                those of the baseline on the same hold-out. A model that does not beat the baseline is not promoted.

                'all' trains every model of every service, one after the other, goes on after one that was rejected or
                failed, and prints a line for each: champion, rejected, failed or too little data, and why. A run that
                is active already is waited for, unless --seed asks for another.

                  --list       print the models there are
                  --seed N     seed of the run
                  --no-wait    return as soon as the run is accepted
                  --json       print the run as JSON; with 'all', one array with an entry for each model:
                               service, model, outcome (champion, rejected, insufficient_data, failed, accepted),
                               message, run

                Exit codes: 0 champion (or, with --no-wait, accepted), 1 rejected or failed, 2 usage, 4 no platform.
                With 'all', rejected and too little data are answers as good as champion: 0 none failed, 1 one failed,
                was cancelled, or a service could not be asked.
                """;
    }

    @Override
    public Arguments.Syntax syntax() {
        return Arguments.Syntax.of(Set.of("--seed"), Set.of("--no-wait", "--json", "--list"), 0, 1);
    }

    @Override
    public int run(Arguments arguments, Context context) {
        TrainingClient training = new TrainingClient(PlatformClient.of(context));
        if (arguments.has("--list")) {
            list(training.models(), context);
            return ExitCode.OK;
        }
        if (arguments.operands().isEmpty()) {
            throw new UsageException("The name of a model is missing. Maybe look at ./shop train --list");
        }
        return arguments.operand(0).equals(ALL) ? all(training, arguments, context) : one(training, arguments, context);
    }

    private static void list(Models models, Context context) {
        models.all().forEach(model -> context.out().println(model.service() + "/" + model.name()));
        models.unanswered()
                .forEach((service, why) ->
                        context.err().println(unanswered(service, why).line()));
    }

    private static int one(TrainingClient training, Arguments arguments, Context context) {
        Model model = find(training.models(), arguments.operand(0));
        JsonNode run = training.request(model, seed(arguments));
        if (!arguments.has("--no-wait")) {
            ProgressLine line = new ProgressLine(context.err());
            run = training.follow(model, run, line::show);
            line.end();
        }
        context.out().println(arguments.has("--json") ? run.toString() : describe(model, run));
        return arguments.has("--no-wait") || TrainingClient.state(run).equals("champion")
                ? ExitCode.OK
                : ExitCode.FAILED;
    }

    private static int all(TrainingClient training, Arguments arguments, Context context) {
        Integer seed = seed(arguments);
        Models models = training.models();
        List<TrainingOutcome> outcomes = new ArrayList<>();
        for (Model model : models.all()) {
            ProgressLine line = new ProgressLine(context.err());
            TrainingOutcome outcome = training.train(
                    model, seed, !arguments.has("--no-wait"), text -> line.show(model.name() + "  " + text));
            line.end();
            tell(outcome, outcomes, arguments, context);
        }
        models.unanswered().forEach((service, why) -> tell(unanswered(service, why), outcomes, arguments, context));
        if (arguments.has("--json")) {
            ArrayNode array = EventJson.mapper().createArrayNode();
            outcomes.forEach(outcome -> array.add(outcome.json()));
            context.out().println(array);
        } else if (outcomes.isEmpty()) {
            context.err().println("No service has a model.");
        }
        return outcomes.stream().anyMatch(TrainingOutcome::hasFailed) ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Told as it is known, since the next may take its time. */
    private static void tell(
            TrainingOutcome outcome, List<TrainingOutcome> outcomes, Arguments arguments, Context context) {
        outcomes.add(outcome);
        if (!arguments.has("--json")) {
            context.out().println(outcome.line());
        }
    }

    private static TrainingOutcome unanswered(String service, String why) {
        return TrainingOutcome.failed(service, null, "it cannot be asked for its models: " + why);
    }

    private static @Nullable Integer seed(Arguments arguments) {
        return arguments.value("--seed").isPresent() ? arguments.number("--seed", 1) : null;
    }

    private static Model find(Models models, String wanted) {
        for (Model model : models.all()) {
            if (model.name().equals(wanted) || (model.service() + "/" + model.name()).equals(wanted)) {
                return model;
            }
        }
        throw new UsageException("There is no model '" + wanted + "' among "
                + models.all().stream().map(Model::name).toList()
                + (models.unanswered().isEmpty()
                        ? ""
                        : "; not asked could be " + models.unanswered().keySet()));
    }

    private static String describe(Model model, JsonNode run) {
        StringBuilder text = new StringBuilder(
                "Run " + run.path("id").asString("") + " of " + model.name() + ": " + TrainingClient.state(run));
        if (run.path("version").isValueNode()) {
            text.append(", version ").append(run.path("version").asString(""));
        }
        JsonNode baseline = run.path("baseline_figures");
        run.path("figures")
                .properties()
                .forEach(metric -> text.append(String.format(
                        "%n  %-28s %14s   baseline %s",
                        metric.getKey(), readable(metric.getValue()), readable(baseline.path(metric.getKey())))));
        for (String field : new String[] {"verdict", "error"}) {
            if (run.path(field).isString()) {
                text.append("\n  ").append(run.path(field).asString());
            }
        }
        return text.toString();
    }

    private static String readable(JsonNode metric) {
        return metric.isNumber()
                ? metric.decimalValue()
                        .round(new MathContext(5))
                        .stripTrailingZeros()
                        .toPlainString()
                : metric.asString("-");
    }
}
