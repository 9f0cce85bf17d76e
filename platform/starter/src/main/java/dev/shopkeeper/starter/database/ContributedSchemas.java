package dev.shopkeeper.starter.database;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Runs every {@link SchemaContribution} before the application's own migrations. */
final class ContributedSchemas implements FlywayMigrationStrategy {

    private final List<SchemaContribution> contributions;

    ContributedSchemas(List<SchemaContribution> contributions) {
        this.contributions = List.copyOf(contributions);
    }

    @Override
    public void migrate(Flyway application) {
        for (SchemaContribution contribution : contributions) {
            Flyway.configure(application.getConfiguration().getClassLoader())
                    .configuration(application.getConfiguration())
                    .locations(contribution.location())
                    .table(contribution.historyTable())
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
        application.migrate();
    }
}
