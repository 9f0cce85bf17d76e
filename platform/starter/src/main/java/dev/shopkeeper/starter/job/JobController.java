package dev.shopkeeper.starter.job;

import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks at jobs and cancels them. */
@RestController
@RequestMapping(path = "/admin/v1/${shopkeeper.service}/jobs", produces = "application/json")
@Tag(name = "Jobs", description = "Long work: progress, results, cancellation")
public class JobController {

    private final JobStore store;

    JobController(JobStore store) {
        this.store = store;
    }

    @GetMapping
    @Operation(operationId = "listJobs", summary = "Lists jobs, newest first")
    Page<Job> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable JobState state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return page.page(
                store.list(before(page, cursor), kind, state, page.probe()),
                job -> job.id().toString());
    }

    private static @Nullable UUID before(PageRequest page, @Nullable String cursor) {
        try {
            return page.after() == null ? null : UUID.fromString(page.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", cursor, "is no cursor of this listing");
        }
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getJob", summary = "Tells how a job stands")
    Job get(@PathVariable UUID id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("job", id.toString()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelJob",
            summary = "Asks a job to stop",
            description = "A queued job is cancelled at once. Cancelling a job that has ended changes nothing.")
    Job cancel(@PathVariable UUID id) {
        store.cancel(id);
        return get(id);
    }
}
