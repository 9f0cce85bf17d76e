package dev.shopkeeper.membership.tier;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.membership.training.MembershipTiers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The champion that tiers are given by. Thread-safe. */
@Component
class ServedTiers {

    private final Champions champions;
    private final Served<TierModel> served;

    ServedTiers(Champions champions, MembershipTiers definition) {
        this.champions = champions;
        this.served = champions.serve(definition, model -> model);
    }

    /** Null while no model is champion. */
    Served.@Nullable Current<TierModel> current() {
        return served.current();
    }

    /** As {@link #current}, after a look at the registry: another replica may have taken over a newer one already. */
    Served.@Nullable Current<TierModel> latest() {
        champions.refresh();
        return served.current();
    }
}
