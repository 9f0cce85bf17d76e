package dev.shopkeeper.order.eligibility;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.bulk.FieldsBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the policy says of a return that is not yet asked for. */
@RestController
@RequestMapping("/admin/v1/returns/evaluate")
@Tag(name = "Returns")
class EvaluationController {

    private final ReturnPolicies policies;
    private final DecisionTimer timer;

    EvaluationController(ReturnPolicies policies, DecisionTimer timer) {
        this.policies = policies;
        this.timer = timer;
    }

    @PostMapping
    @Operation(
            operationId = "evaluateReturn",
            summary = "Ask what could be had for lines of an order",
            description =
                    "By the policy in force when the order was placed, without any effect. No lines means all units"
                            + " that are open. Without a policy there are no outcomes, and a person decides.")
    ReturnEvaluation evaluate(@FieldsBody EvaluateRequest request, Locale locale) {
        return timer.timed(
                "return-policy",
                () -> policies.evaluate(
                        request.orderId(), request.lines(), request.reason(), request.at(), Language.of(locale)));
    }
}
