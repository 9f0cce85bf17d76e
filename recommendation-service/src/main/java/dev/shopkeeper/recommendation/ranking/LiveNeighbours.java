package dev.shopkeeper.recommendation.ranking;

import dev.shopkeeper.recommendation.index.ServingIndex;
import org.springframework.stereotype.Component;

/** The live counts as they are now. */
@Component
class LiveNeighbours implements NeighbourSource {

    private final Current current;

    LiveNeighbours(ServingIndex index) {
        this.current = new Current("live-co-occurrence", "live", index);
    }

    @Override
    public Current current() {
        return current;
    }
}
