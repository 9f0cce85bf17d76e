package dev.shopkeeper.local.postgres;

import dev.shopkeeper.local.LocalStackException;
import dev.shopkeeper.local.process.Detached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom the server runs. PostgreSQL refuses to run as root; when root starts the stack, the server runs in a user
 * namespace, in which root is nobody in particular, or, where namespaces are forbidden (as in most containers), as the
 * user {@code nobody}.
 *
 * @param prefix words before every command of PostgreSQL
 * @param owner numeric user that must own its files, or -1 for whoever runs the launcher
 */
record Account(List<String> prefix, int owner) {
    Account {
        prefix = List.copyOf(prefix);
    }

    /** For the present user and a data folder at this place. */
    static Account forDataIn(Path folder) {
        if (!isRoot()) {
            return new Account(List.of(), -1);
        }
        String unshare = Detached.find("unshare").orElse(null);
        if (unshare != null && succeeds(List.of(unshare, "-U", "true"))) {
            return new Account(List.of(unshare, "-U"), 0);
        }
        String setpriv = Detached.find("setpriv").orElse(null);
        int nobody = numericId("nobody");
        if (setpriv != null && nobody > 0) {
            List<String> prefix =
                    List.of(setpriv, "--reuid=" + nobody, "--regid=" + nobody, "--clear-groups", "--no-new-privs");
            List<String> reach = new ArrayList<>(prefix);
            reach.addAll(List.of("test", "-x", folder.toString()));
            if (succeeds(reach)) {
                return new Account(prefix, nobody);
            }
            throw new LocalStackException(
                    "PostgreSQL does not run as root, and the user 'nobody' cannot reach " + folder
                            + ". Maybe run ./shop as an ordinary user, or set SHOPKEEPER_HOME to a folder that everybody may"
                            + " enter, such as /var/lib/shopkeeper.");
        }
        throw new LocalStackException("PostgreSQL does not run as root, and neither user namespaces (unshare -U) nor"
                + " setpriv are at hand. Maybe run ./shop as an ordinary user.");
    }

    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return command;
    }

    /** Gives the folder to the account when it belongs to another, as after a change from one account to the other. */
    void own(Path folder) {
        if (owner < 0) {
            return;
        }
        try {
            if (((Number) Files.getAttribute(folder, "unix:uid")).intValue() != owner) {
                int code = new ProcessBuilder("chown", "-R", owner + ":" + owner, folder.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new LocalStackException("Cannot give " + folder + " to user " + owner);
                }
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot tell who owns " + folder + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRoot() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).intValue() == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static int numericId(String user) {
        try {
            Process id = new ProcessBuilder("id", "-u", user)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(id.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            return id.waitFor() == 0 ? Integer.parseInt(answer.strip()) : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
