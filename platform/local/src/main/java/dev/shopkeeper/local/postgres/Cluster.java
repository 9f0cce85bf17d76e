package dev.shopkeeper.local.postgres;

import dev.shopkeeper.local.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The data folder of a server. It is made under another name and renamed when it is whole, so that an interrupted
 * first start leaves nothing that could be mistaken for data.
 */
final class Cluster {
    private final Path data;
    private final Path binaries;
    private final Account account;

    Cluster(Path data, Path binaries, Account account) {
        this.data = data;
        this.binaries = binaries;
        this.account = account;
    }

    Path data() {
        return data;
    }

    /** Makes the cluster when there is none. Refuses, by name, one that is damaged or of another version. */
    void prepare(int major, String superuserPassword) {
        try {
            Path unfinished = unfinished(data);
            if (Files.exists(unfinished)) {
                Folders.delete(unfinished);
            }
            if (!Files.exists(data)) {
                initialise(unfinished, superuserPassword);
                Files.move(unfinished, data);
            }
            check(data, major);
            account.own(data);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the data folder " + data, e);
        }
    }

    /** The name under which a cluster is made before it is whole. */
    static Path unfinished(Path data) {
        return data.resolveSibling(data.getFileName() + ".unfinished");
    }

    /** Refuses a folder that a server of this major version cannot use. */
    static void check(Path data, int major) throws IOException {
        Path versionFile = data.resolve("PG_VERSION");
        if (!Files.exists(versionFile) || !Files.exists(data.resolve("global/pg_control"))) {
            throw new LocalStackException("The PostgreSQL data in " + data
                    + " is incomplete: PG_VERSION or global/pg_control is missing. Maybe restore it from a backup, or"
                    + " start anew with ./shop reset (which deletes it).");
        }
        String version = Files.readString(versionFile).strip();
        if (!version.equals(Integer.toString(major))) {
            throw new LocalStackException("The PostgreSQL data in " + data + " is of version " + version
                    + ", but this is PostgreSQL " + major
                    + ". Maybe move the data with pg_dump and pg_restore, or start"
                    + " anew with ./shop reset (which deletes it).");
        }
    }

    /** Sets the superuser's password without knowing the old one; the server must not run. */
    void changeSuperuserPassword(String password) {
        run(
                account.command(List.of(
                        binaries.resolve("bin/postgres").toString(), "--single", "-D", data.toString(), "postgres")),
                "alter role postgres password '" + password.replace("'", "''") + "'\n",
                "change the password of the superuser");
    }

    private void initialise(Path folder, String superuserPassword) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(folder);
        Path passwordFile = folder.resolveSibling(folder.getFileName() + ".password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, superuserPassword + "\n");
            account.own(passwordFile);
            List<String> command = List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "--pgdata=" + folder,
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    // The same order of strings on every machine, whatever its language.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C");
            run(account.command(command), "", "make a PostgreSQL cluster");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static void run(List<String> command, String input, String what) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
                writer.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new LocalStackException("Cannot " + what + " (code " + code + "):\n" + output.indent(4));
            }
        } catch (IOException e) {
            throw new LocalStackException("Cannot " + what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted; could not " + what, e);
        }
    }
}
