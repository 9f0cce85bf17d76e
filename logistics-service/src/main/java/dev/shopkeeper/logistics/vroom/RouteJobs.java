package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.JobState;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Submits long searches, tells how they stand, and stops them. Thread-safe. */
@Service
class RouteJobs {

    private static final RouteJobRows.Found NOTHING = new RouteJobRows.Found(null, null);

    private final Jobs jobs;
    private final RouteJobRows rows;

    RouteJobs(Jobs jobs, RouteJobRows rows) {
        this.jobs = jobs;
        this.rows = rows;
    }

    /** Lets a search begin soon. */
    RouteJobView submit(RouteJobInput input) {
        return view(jobs.submit(RouteJob.KIND, input.stored()));
    }

    /** @throws ProblemException 404 where there is no such search */
    RouteJobView get(UUID id) {
        return view(find(id));
    }

    /**
     * Asks a search to stop with what it has found; one that has ended stays as it is.
     *
     * @throws ProblemException 404 where there is no such search
     */
    RouteJobView stop(UUID id) {
        Job known = find(id);
        return view(jobs.cancel(id).orElse(known));
    }

    private Job find(UUID id) {
        return ofRoutes(jobs.find(id)).orElseThrow(() -> ProblemException.notFound("route-job", id.toString()));
    }

    private static Optional<Job> ofRoutes(Optional<Job> job) {
        return job.filter(known -> known.kind().equals(RouteJob.KIND));
    }

    private RouteJobView view(Job job) {
        RouteJobRows.Found found = rows.find(job.id()).orElse(NOTHING);
        boolean answered = job.state() == JobState.SUCCEEDED;
        return new RouteJobView(
                job.id(),
                job.state(),
                job.progress(),
                job.attempts(),
                answered ? null : found.best(),
                answered ? found.answer() : null,
                job.error(),
                job.createdAt(),
                job.updatedAt());
    }
}
