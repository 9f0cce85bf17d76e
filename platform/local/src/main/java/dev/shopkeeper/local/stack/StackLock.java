package dev.shopkeeper.local.stack;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.StackHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** At most one stack in a home. The system lets go of the lock when its holder dies, however that happens. */
final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    static StackLock take(StackHome home) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                return new StackLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new LocalStackException("Cannot lock " + home.lockFile() + ": " + e.getMessage(), e);
        }
        String who = StackState.read(home.stateFile())
                .filter(StackState::running)
                .map(state -> " (process " + state.launcherPid() + ")")
                .orElse("");
        throw new LocalStackException("Shopkeeper runs already in " + home.root() + who
                + ". Maybe look at it with ./shop status, or stop it with Ctrl-C where it runs. Another stack beside it"
                + " needs a SHOPKEEPER_HOME and a SHOPKEEPER_PORT_OFFSET of its own.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalStackException("Cannot let go of the lock: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
