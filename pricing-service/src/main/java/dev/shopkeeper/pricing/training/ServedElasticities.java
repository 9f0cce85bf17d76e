package dev.shopkeeper.pricing.training;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.elasticity.ElasticityModel;
import org.springframework.stereotype.Component;

/** The elasticities of the champion, from memory. */
@Component
class ServedElasticities implements Elasticities {

    private static final Answer NOTHING = new Answer(null, "list-price", "1", true);

    private final Served<ElasticityModel> champion;

    ServedElasticities(Champions champions, PriceElasticity definition) {
        this.champion = champions.serve(definition, model -> model);
    }

    /** Of an item that came after the training: that of all the shop. */
    @Override
    public Answer of(String itemId) {
        Served.Current<ElasticityModel> current = champion.current();
        return current == null
                ? NOTHING
                : new Answer(current.use().of(itemId, null), current.model(), current.version(), false);
    }
}
