package dev.shopkeeper.benchmarks.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another commit of this repository, checked out beside it and built as {@code ./shop} builds it. */
public final class OtherCheckout {

    private final Path repository;
    private final Path folder;

    /** @param folder one that is not there yet */
    public OtherCheckout(Path repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /**
     * The full id of a commit.
     *
     * @throws IllegalArgumentException if the repository has none by this name
     */
    public static String commit(Path repository, String name) throws IOException, InterruptedException {
        Output output =
                run(repository, "git", "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (output.code() != 0) {
            throw new IllegalArgumentException(
                    "There is no commit '" + name + "' in this repository. Maybe it has to be fetched?");
        }
        return output.text().strip();
    }

    /** Whether files that git keeps differ from the commit that is checked out. */
    public static boolean isChanged(Path repository) throws IOException, InterruptedException {
        Output output = run(repository, "git", "status", "--porcelain", "--untracked-files=no");
        if (output.code() != 0) {
            throw new IOException("git status failed: " + output.text());
        }
        return !output.text().isBlank();
    }

    /**
     * Checks a commit out and builds it, with the JDK that runs this program and without its tests.
     *
     * @throws IOException with the end of what the failing command said
     */
    public void build(String commit, Cleanup cleanup) throws IOException, InterruptedException {
        cleanup.add(this::remove);
        succeed(cleanup, repository, "git", "worktree", "add", "--detach", folder.toString(), commit);
        // Asking for its help builds what it runs, and nothing else.
        succeed(cleanup, folder, folder.resolve("shop").toString(), "help");
    }

    private void succeed(Cleanup cleanup, Path directory, String... command) throws IOException, InterruptedException {
        Process process = start(directory, command);
        cleanup.add(() -> end(process));
        Output output = finish(process);
        if (output.code() != 0) {
            String said = output.text().replace(folder.toString(), "OTHER").replace(repository.toString(), "THIS");
            throw new IOException("'" + Path.of(command[0]).getFileName() + " " + command[1]
                    + "' failed for the other commit: " + said.substring(Math.max(0, said.length() - 4000)));
        }
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void remove() throws IOException, InterruptedException {
        if (!Files.exists(folder)) {
            return;
        }
        Output output = run(repository, "git", "worktree", "remove", "--force", folder.toString());
        if (output.code() != 0) {
            throw new IOException("the worktree of the other commit, " + output.text());
        }
    }

    private static Output run(Path directory, String... command) throws IOException, InterruptedException {
        return finish(start(directory, command));
    }

    private static Process start(Path directory, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static Output finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private record Output(int code, String text) {}
}
