package dev.shopkeeper.pricing.training;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.learning.life.Served;
import dev.shopkeeper.pricing.elasticity.Elasticities;
import dev.shopkeeper.pricing.elasticity.ElasticityModel;
import dev.shopkeeper.pricing.item.Items;
import org.springframework.stereotype.Component;

/** The elasticities of the champion, from memory where it was learnt from the item. */
@Component
class ServedElasticities implements Elasticities {

    private static final Answer NOTHING = new Answer(null, "list-price", "1", true);

    private final Served<ElasticityModel> champion;

    private final Items items;

    ServedElasticities(Champions champions, PriceElasticity definition, Items items) {
        this.champion = champions.serve(definition, model -> model);
        this.items = items;
    }

    /** Of an item that came after the training: that of its category, which is looked up, or of all the shop. */
    @Override
    public Answer of(String itemId) {
        Served.Current<ElasticityModel> current = champion.current();
        if (current == null) {
            return NOTHING;
        }
        String category = current.use().knows(itemId) ? null : items.narrowestCategory(itemId);
        return new Answer(current.use().of(itemId, category), current.model(), current.version(), false);
    }
}
