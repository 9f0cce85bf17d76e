package dev.shopkeeper.local.process;

/** Where a child is in its life. */
public enum ChildState {
    STARTING,
    READY,
    /** Ended although nobody asked. */
    DEAD,
    /** Ended as asked, or never started. */
    STOPPED
}
