package dev.shopkeeper.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a repository of its own, whose command says how it is built. */
class OtherCheckoutTests {

    @TempDir
    private Path folder;

    private Path repository;
    private Path other;

    @BeforeEach
    void makeARepositoryOfTwoCommits() throws Exception {
        repository = Files.createDirectory(folder.resolve("repository"));
        other = folder.resolve("other");
        git("init", "-q");
        commit("touch built-with-$1; exit 0");
        commit("echo broken in $PWD; exit 1");
    }

    @Test
    void buildsTheCommitAndLeavesNothing() throws Exception {
        // given
        OtherCheckout checkout = new OtherCheckout(repository, other);

        // when
        try (Cleanup cleanup = new Cleanup()) {
            checkout.build(OtherCheckout.commit(repository, "HEAD~1"), cleanup);

            // then
            assertThat(other.resolve("built-with-help")).exists();
        }
        assertThat(other).doesNotExist();
        assertThat(repository.resolve(".git/worktrees")).doesNotExist();
    }

    @Test
    void saysWhatTheBuildSaidWithoutPathsAndLeavesNothing() {
        // given
        OtherCheckout checkout = new OtherCheckout(repository, other);

        // then
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> {
                    try (Cleanup cleanup = new Cleanup()) {
                        checkout.build("HEAD", cleanup);
                    }
                })
                .withMessageContaining("broken in OTHER")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(folder.toString()));
        assertThat(other).doesNotExist();
        assertThat(repository.resolve(".git/worktrees")).doesNotExist();
    }

    @Test
    void knowsWhetherFilesWereChanged() throws Exception {
        assertThat(OtherCheckout.isChanged(repository)).isFalse();
        Files.writeString(repository.resolve("untracked"), "");
        assertThat(OtherCheckout.isChanged(repository)).isFalse();
        Files.writeString(repository.resolve("shop"), "changed");
        assertThat(OtherCheckout.isChanged(repository)).isTrue();
    }

    @Test
    void refusesACommitThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtherCheckout.commit(repository, "--all"))
                .withMessageContaining("--all");
        assertThatIllegalArgumentException().isThrownBy(() -> OtherCheckout.commit(repository, "0123456"));
    }

    private void commit(String script) throws Exception {
        Path shop = repository.resolve("shop");
        Files.writeString(shop, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(shop, PosixFilePermissions.fromString("rwxr-xr-x"));
        git("add", "shop");
        git(
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "-q",
                "-m",
                "x");
    }

    private void git(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git = new ProcessBuilder(command)
                .directory(repository.toFile())
                .inheritIO()
                .start();
        assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
    }
}
