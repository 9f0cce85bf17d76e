package dev.shopkeeper.starter.database;

/**
 * Tables that a platform module needs in the database of the service that uses it. A bean of this type is enough:
 * its scripts run before the application's, with a history table of their own, in the order of the beans.
 *
 * @param name lower-case, unique: the history table is {@code flyway_<name>_history}
 * @param location Flyway location, {@code classpath:db/starter}
 */
public record SchemaContribution(String name, String location) {

    public SchemaContribution {
        if (!name.matches("[a-z][a-z0-9_]{0,30}")) {
            throw new IllegalArgumentException("Schema contribution is named '" + name
                    + "'. Maybe use lower-case letters, digits and underscores?");
        }
    }

    /** Where Flyway keeps what it has run of this contribution. */
    public String historyTable() {
        return "flyway_" + name + "_history";
    }
}
