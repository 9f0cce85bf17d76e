package dev.shopkeeper.pricing.suggestion;

import dev.shopkeeper.pricing.elasticity.Elasticities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** What is known of elasticities where no model tells of any. */
@Configuration(proxyBeanMethods = false)
class NoElasticities {

    @Bean
    @Fallback
    Elasticities noChampion() {
        return itemId -> new Elasticities.Answer(null, "list-price", "1", true);
    }
}
