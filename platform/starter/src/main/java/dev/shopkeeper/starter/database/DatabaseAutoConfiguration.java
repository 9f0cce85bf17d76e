package dev.shopkeeper.starter.database;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Migrates the starter's own tables, and those of other platform modules, before the application's. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@ConditionalOnClass({Flyway.class, FlywayMigrationStrategy.class})
public class DatabaseAutoConfiguration {

    @Bean
    @Order(0)
    @ConditionalOnMissingBean(name = "starterSchema")
    SchemaContribution starterSchema() {
        return new SchemaContribution("starter", "classpath:db/starter");
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy contributedSchemas(ObjectProvider<SchemaContribution> contributions) {
        return new ContributedSchemas(contributions.orderedStream().toList());
    }
}
