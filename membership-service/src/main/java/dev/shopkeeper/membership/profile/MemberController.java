package dev.shopkeeper.membership.profile;

import dev.shopkeeper.membership.activity.Activity;
import dev.shopkeeper.membership.member.MemberEntry;
import dev.shopkeeper.membership.member.MemberList;
import dev.shopkeeper.membership.member.MemberView;
import dev.shopkeeper.membership.member.Members;
import dev.shopkeeper.membership.tiering.Tier;
import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Members over HTTP. */
@RestController
@RequestMapping("/admin/v1/members")
@Tag(name = "Members")
class MemberController {

    private final Members members;
    private final MemberList list;
    private final Activity activity;

    MemberController(Members members, MemberList list, Activity activity) {
        this.members = members;
        this.list = list;
        this.activity = activity;
    }

    @PostMapping
    @Operation(
            summary = "Upload members",
            description = "Up to 500. Send no personal data: of an e-mail address only its SHA-256 is taken.")
    BulkAnswer upload(@BulkBody("members") Bulk<MemberEntry> bulk) {
        members.store(bulk);
        return bulk.answer();
    }

    @GetMapping
    @Operation(summary = "List members", description = "By id, without their activity.")
    Page<MemberView> list(
            @RequestParam(name = "tier", required = false) @Nullable String tier,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        if (tier != null && Tier.of(tier).isEmpty()) {
            throw ProblemException.invalid("tier", tier, "must be one of " + Tier.wireNames());
        }
        return list.page(tier, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One member with what it did and bought")
    MemberProfile member(@PathVariable("id") String id) {
        MemberView member = list.find(id).orElseThrow(() -> ProblemException.notFound("member", id));
        return MemberProfile.of(member, activity.of(id));
    }
}
