package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns over HTTP. */
@RestController
@RequestMapping("/admin/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignController {

    private static final String PATH = "/admin/v1/campaigns/";

    private final Campaigns campaigns;
    private final CampaignFigures figures;

    CampaignController(Campaigns campaigns, CampaignFigures figures) {
        this.campaigns = campaigns;
        this.figures = figures;
    }

    @PostMapping
    @Operation(
            operationId = "createCampaign",
            summary = "Plan a campaign",
            description = "The same again under its id changes nothing and answers the same; other content under the id"
                    + " is a conflict. Coupons are issued from its beginning, to the members of its audience.")
    @ApiResponse(responseCode = "201", description = "The campaign; its address is in Location")
    ResponseEntity<CampaignView> create(@FieldsBody CampaignRequest request) {
        CampaignView view = campaigns.create(request);
        return ResponseEntity.created(URI.create(PATH
                        + URLEncoder.encode(view.campaignId(), StandardCharsets.UTF_8)
                                .replace("+", "%20")))
                .eTag(EntityTags.of(view.version()))
                .body(view);
    }

    @GetMapping
    @Operation(operationId = "listCampaigns", summary = "List campaigns", description = "By id.")
    Page<CampaignView> list(
            @RequestParam(required = false) @Nullable CampaignState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return campaigns.page(state, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getCampaign",
            summary = "One campaign, what came of it, and what it changed",
            description = "ETag is its version, for the If-Match of a change.")
    ResponseEntity<CampaignReport> get(@PathVariable("id") String id) {
        CampaignReport report = figures.report(id);
        return ResponseEntity.ok()
                .eTag(EntityTags.of(report.campaign().version()))
                .body(report);
    }

    @PostMapping("/{id}/end")
    @Operation(
            operationId = "endCampaign",
            summary = "End a campaign before its time",
            description = "Its coupons are not taken any more; what is reserved can still be ordered by.")
    ResponseEntity<CampaignView> end(
            @PathVariable("id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Principal caller) {
        CampaignView view = campaigns.end(id, EntityTags.version(ifMatch, "the campaign"), caller.getName());
        return ResponseEntity.ok().eTag(EntityTags.of(view.version())).body(view);
    }
}
