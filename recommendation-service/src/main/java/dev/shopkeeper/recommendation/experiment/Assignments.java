package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Arm;
import dev.shopkeeper.recommendation.experiment.allocation.Standing;
import dev.shopkeeper.recommendation.experiment.allocation.Variant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What each person is to be served, from memory: the tables are read at start and then about twice a second, so that every replica
 * knows of a change within a second. While the database does not answer, what was read last stands. Thread-safe.
 */
@Component
public class Assignments implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

    private final ExperimentStore store;
    private volatile Standing standing = Standing.EMPTY;

    Assignments(ExperimentStore store) {
        this.store = store;
    }

    /**
     * The arm of a person on a placement. Take it once a request.
     *
     * @param unitId the user where it is proven, else the anonymous visitor; null for neither, who is served the control of a running
     *     experiment and not measured
     * @return null where no experiment runs and none was rolled out: the shop's own behaviour
     */
    public @Nullable Arm arm(@Nullable String placement, @Nullable String unitId) {
        return standing.arm(placement, unitId);
    }

    @Override
    public void afterPropertiesSet() {
        try {
            refresh();
        } catch (DataAccessException e) {
            LOG.warn("Cannot read experiments; serving without them and trying on", e);
        }
    }

    /** Reads the tables. */
    void refresh() {
        Map<String, Standing.Running> running = new HashMap<>();
        Map<String, Arm> rolledOut = new HashMap<>();
        for (Experiment experiment : store.standing()) {
            for (String placement : experiment.placements()) {
                if (experiment.state() == ExperimentState.RUNNING) {
                    running.put(placement, new Standing.Running(experiment.id(), experiment.allocation()));
                } else {
                    rolledOut.put(placement, winner(experiment));
                }
            }
        }
        Standing read = new Standing(running, rolledOut);
        if (!read.equals(standing)) {
            standing = read;
        }
    }

    private static Arm winner(Experiment experiment) {
        Variant winner = experiment.allocation().variants().stream()
                .filter(each -> each.name().equals(experiment.winner()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Experiment '" + experiment.id() + "' has no arm '" + experiment.winner() + "'"));
        return new Arm(experiment.id(), winner.name(), winner.policy(), false);
    }
}
