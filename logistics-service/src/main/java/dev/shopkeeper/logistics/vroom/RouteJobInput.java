package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.decision.Language;
import dev.shopkeeper.logistics.routing.RuinRecreateSolver;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a long search is submitted with.
 *
 * @param body the problem in VROOM's JSON, as text: PostgreSQL's {@code jsonb} does not take every character that JSON does
 * @param language of the answer
 */
record RouteJobInput(String body, long timeLimitMillis, long maxRounds, long seed, Language language) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static RouteJobInput of(JsonNode body, RuinRecreateSolver.Budget budget, Language language) {
        return new RouteJobInput(body.toString(), budget.time().toMillis(), budget.rounds(), budget.seed(), language);
    }

    static RouteJobInput read(JsonNode stored) {
        return JSON.treeToValue(stored, RouteJobInput.class);
    }

    JsonNode stored() {
        return JSON.valueToTree(this);
    }

    VroomProblem problem() {
        return VroomProblem.read(JSON.readTree(body));
    }

    RuinRecreateSolver.Budget budget() {
        return new RuinRecreateSolver.Budget(Duration.ofMillis(timeLimitMillis), maxRounds, 1, seed);
    }
}
