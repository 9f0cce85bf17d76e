package dev.shopkeeper.membership.tier;

import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.membership.member.FirstTier;
import dev.shopkeeper.membership.member.MemberList;
import dev.shopkeeper.membership.member.MemberView;
import dev.shopkeeper.starter.security.PersonalAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves tiers. Nobody is without one: whoever was never seen gets the first tier too, since the event that makes them
 * a member may still be on its way.
 */
@RestController
@RequestMapping("/api/v1/members")
@Tag(name = "Tiers")
class TierController {

    private static final String MODEL = "default-tier";
    private static final String VERSION = "1";

    private final MemberList members;
    private final PersonalAccess access;
    private final Clock clock;

    TierController(MemberList members, PersonalAccess access, Clock clock) {
        this.members = members;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/{id}/tier")
    @Operation(
            summary = "The tier of a member",
            description = "Told to the member, by the shop's signed user token, and to operators.")
    TierDecision tier(@PathVariable("id") String id, Locale locale) {
        access.require(id);
        Language language = Language.of(locale);
        Optional<MemberView> member = members.find(id);
        return new TierDecision(
                id,
                member.map(MemberView::tier).orElse(FirstTier.NAME),
                member.map(MemberView::tierSince).orElse(null),
                List.of(),
                Stamp.degraded(MODEL, VERSION, clock.instant(), DegradedReason.NO_CHAMPION),
                Explanation.of(
                        member.isPresent()
                                ? language.choose(
                                        "No tier model is trained; every member is in the first tier.",
                                        "尚无训练好的等级模型，所有会员均为初始等级。")
                                : language.choose(
                                        "This person was not seen before; everybody begins in the first tier.",
                                        "首次见到此人，所有人都从初始等级开始。")));
    }
}
