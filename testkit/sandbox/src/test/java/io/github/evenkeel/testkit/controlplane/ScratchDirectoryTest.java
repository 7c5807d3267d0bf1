package io.github.evenkeel.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
    /** Beyond what Linux gives to any process. */
    private static final long NO_PROCESS = 999_999_999_999L;

    @Test
    void isGoneWithAllThatIsInItOnceClosed() throws IOException {
        ScratchDirectory directory = ScratchDirectory.create();
        Files.createDirectories(directory.path().resolve("etcd/member"));
        Files.writeString(directory.path().resolve("etcd/member/log"), "x");

        directory.close();

        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void whatAKilledRunLeftIsDeletedAndNothingElse(@TempDir Path parent) throws IOException {
        Path leftover = Files.createDirectories(parent.resolve("evenkeel-control-plane-" + NO_PROCESS + "-17/etcd"));
        Path running = Files.createDirectory(parent.resolve(
                "evenkeel-control-plane-" + ProcessHandle.current().pid() + "-18"));
        Path others = Files.createDirectory(parent.resolve("evenkeel-control-plane-mine"));
        Path foreign = Files.createDirectory(parent.resolve("another-" + NO_PROCESS + "-19"));

        ScratchDirectory.deleteLeftoversIn(parent);

        assertThat(leftover.getParent()).doesNotExist();
        assertThat(running).exists();
        assertThat(others).exists();
        assertThat(foreign).exists();
    }
}
