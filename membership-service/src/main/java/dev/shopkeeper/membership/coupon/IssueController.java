package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.JobState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Issues coupons on demand. */
@RestController
@Tag(name = "Campaigns")
class IssueController {

    private static final String JOBS = "/admin/v1/membership/jobs/";

    private final Issues issues;

    IssueController(Issues issues) {
        this.issues = issues;
    }

    /** The job that issues. */
    record IssueRun(UUID jobId, JobState state) {}

    @PostMapping("/admin/v1/campaigns/{id}/issue")
    @Operation(
            operationId = "issueCoupons",
            summary = "Issue a campaign's coupons now",
            description = "To whoever of its audience is not yet in it. Happens by itself every hour, too.")
    @ApiResponse(responseCode = "202", description = "The run begins; its job's address is in Location")
    ResponseEntity<IssueRun> issue(@PathVariable("id") String id) {
        Job job = issues.request(id);
        return ResponseEntity.accepted()
                .location(URI.create(JOBS + job.id()))
                .body(new IssueRun(job.id(), job.state()));
    }
}
