package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.starter.schedule.PlannedTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When everything on sale is looked at. */
@Configuration(proxyBeanMethods = false)
class ReplenishmentPlan {

    @Bean
    PlannedTask plannedReplenishment(ReplenishmentSettings settings, Runs runs) {
        return new PlannedTask("replenishment", settings.schedule(), runs::planned);
    }
}
