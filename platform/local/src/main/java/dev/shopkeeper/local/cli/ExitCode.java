package dev.shopkeeper.local.cli;

/** What {@code ./shop} returns to its caller. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** The work itself failed: refused, failed, rejected. */
    static final int FAILED = 1;
    /** The command line was not understood. */
    static final int USAGE = 2;
    /** Something on this machine is in the way: a port, memory, disk, a JDK. */
    static final int MACHINE = 3;
    /** The platform could not be reached, or turned the key away. */
    static final int UNREACHABLE = 4;

    private ExitCode() {}
}
