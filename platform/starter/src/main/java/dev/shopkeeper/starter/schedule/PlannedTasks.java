package dev.shopkeeper.starter.schedule;

import java.util.List;

/** Tasks to be done at planned times. A bean of this type, mostly a {@link PlannedTask}, is enough. */
@FunctionalInterface
public interface PlannedTasks {

    List<PlannedTask> tasks();
}
