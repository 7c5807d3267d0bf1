package io.github.evenkeel.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    private final Path folder;

    BinariesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void namesWhatIsMissingWhereItLookedAndHowToGetIt() throws IOException {
        install(folder, List.of("etcd", "kubectl"));

        assertThatThrownBy(() -> ControlPlane.start(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("No kube-apiserver, kube-controller-manager, kube-scheduler in " + folder)
                .hasMessageContaining("dev/control-plane/build");
    }

    @Test
    void areInTheFolderThatTheEnvironmentNames() throws IOException {
        installAll(folder);

        assertThat(Binaries.built(Map.of(Binaries.VARIABLE, folder.toString())).program("etcd"))
                .isEqualTo(folder.resolve("etcd"));
    }

    @Test
    void areInTheCacheOtherwise() throws IOException {
        Path cache = folder.resolve("evenkeel/control-plane/v1.34.4");
        installAll(cache);

        assertThat(Binaries.built(Map.of("XDG_CACHE_HOME", folder.toString())).program("etcd"))
                .isEqualTo(cache.resolve("etcd"));
    }

    private static void installAll(Path folder) throws IOException {
        install(folder, List.of("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"));
    }

    private static void install(Path folder, List<String> programs) throws IOException {
        Files.createDirectories(folder);
        for (String program : programs) {
            Files.createFile(folder.resolve(program)).toFile().setExecutable(true);
        }
    }
}
