package dev.shopkeeper.membership.tier;

import dev.shopkeeper.decision.DecisionTimer;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.starter.security.PersonalAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves tiers. */
@RestController
@RequestMapping("/api/v1/members")
@Tag(name = "Tiers")
class TierController {

    private final TierDecisions decisions;
    private final PersonalAccess access;
    private final DecisionTimer timer;

    TierController(TierDecisions decisions, PersonalAccess access, DecisionTimer timer) {
        this.decisions = decisions;
        this.access = access;
        this.timer = timer;
    }

    @GetMapping("/{id}/tier")
    @Operation(
            summary = "The tier of a member, why, and what would change it",
            description = "Told to the member, by the shop's signed user token, and to operators.")
    TierDecision tier(@PathVariable("id") String id, Locale locale) {
        access.require(id);
        return timer.timed("tier", () -> decisions.of(id, Language.of(locale)));
    }
}
