package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.starter.job.Job;
import dev.shopkeeper.starter.job.Jobs;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Asks for simulations and tells how they stand. */
@Service
class Simulations {

    private final SimulationRows rows;
    private final Jobs jobs;
    private final JsonMapper json = JsonMapper.shared();

    Simulations(SimulationRows rows, Jobs jobs) {
        this.rows = rows;
        this.jobs = jobs;
    }

    /**
     * Lets a simulation begin soon.
     *
     * @throws ProblemException 400 for items that are not in the catalogue, or a location without stock of anything
     */
    @Transactional
    public SimulationView request(SimulationRequest request) {
        List<Violation> violations = new ArrayList<>();
        Set<String> known = rows.known(request.itemIds());
        for (int i = 0; i < request.itemIds().size(); i++) {
            String item = request.itemIds().get(i);
            if (!known.contains(item)) {
                violations.add(new Violation("item_ids[" + i + "]", item, "is not in the catalogue"));
            }
        }
        if (!rows.hasStock(request.locationId())) {
            violations.add(new Violation("location_id", request.locationId(), "has no stock of anything"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        Job job = jobs.submit(SimulationJob.KIND, json.createObjectNode());
        rows.insert(job.id(), request, job.createdAt());
        return view(job.id());
    }

    /** @throws ProblemException 404 where there is no such simulation */
    SimulationView view(UUID id) {
        return rows.find(id).orElseThrow(() -> ProblemException.notFound("simulation", id.toString()));
    }

    Page<SimulationView> list(PageRequest page) {
        return page.page(
                rows.list(before(page.after()), page.probe()),
                view -> view.simulationId().toString());
    }

    private static @Nullable UUID before(@Nullable String after) {
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", after, "is no cursor of this listing");
        }
    }
}
