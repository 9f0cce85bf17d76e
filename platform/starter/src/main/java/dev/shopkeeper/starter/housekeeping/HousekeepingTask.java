package dev.shopkeeper.starter.housekeeping;

import java.util.function.IntSupplier;

/**
 * Something to be done every hour or so. A bean of this type is enough. Every replica does it; it must bear that.
 *
 * @param name for the log
 * @param work returns how much was done; it is repeated at once while that is {@code batch} or more
 * @param batch the most that one turn does
 */
public record HousekeepingTask(String name, IntSupplier work, int batch) {}
