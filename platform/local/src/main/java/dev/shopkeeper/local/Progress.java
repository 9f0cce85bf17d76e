package dev.shopkeeper.local;

/** Told what the stack is doing, in the order it happens and possibly from several threads. */
public interface Progress {
    /** Something is under way or done. */
    void say(String message);

    /** Something is wrong but the stack goes on, such as a child that died and is started again. */
    void warn(String message);

    static Progress silent() {
        return new Progress() {
            @Override
            public void say(String message) {}

            @Override
            public void warn(String message) {}
        };
    }
}
