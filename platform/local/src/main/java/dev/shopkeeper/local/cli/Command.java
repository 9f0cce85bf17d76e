package dev.shopkeeper.local.cli;

/** One word of {@code ./shop}. */
interface Command {
    String name();

    /** One line for the list of commands. */
    String summary();

    /** What {@code --help} prints. */
    String help();

    /** Which options it knows. */
    Arguments.Syntax syntax();

    /** Does it and returns the exit code. */
    int run(Arguments arguments, Context context);
}
