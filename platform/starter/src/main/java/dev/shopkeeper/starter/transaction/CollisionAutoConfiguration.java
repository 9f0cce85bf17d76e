package dev.shopkeeper.starter.transaction;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transactions that are done again after a collision, in services that have a database. */
@AutoConfiguration
@ConditionalOnClass(JdbcClient.class)
public class CollisionAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Collisions collisions(ObjectProvider<MeterRegistry> meters) {
        return new Collisions(meters);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CollisionAdvisor collisionAdvisor(Collisions collisions) {
        return new CollisionAdvisor(collisions);
    }
}
