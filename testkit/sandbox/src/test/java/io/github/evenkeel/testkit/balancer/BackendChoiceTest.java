package io.github.evenkeel.testkit.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.oci.BackendState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {
    private static BackendState backend(int number, int weight, boolean drain, boolean offline, boolean backup) {
        return new BackendState("10.0.10." + number, 80, weight, 0, drain, offline, backup);
    }

    private static Map<String, Long> serve(int requests, List<BackendState> backends) {
        BackendChoice choice = new BackendChoice();
        return IntStream.range(0, requests)
                .mapToObj(
                        i -> choice.choose(backends, name -> true).orElseThrow().ipAddress())
                .collect(Collectors.groupingBy(ip -> ip, Collectors.counting()));
    }

    @Test
    void sharesFollowWeights() {
        assertThat(serve(400, List.of(backend(1, 1, false, false, false), backend(2, 3, false, false, false))))
                .containsEntry("10.0.10.1", 100L)
                .containsEntry("10.0.10.2", 300L);
    }

    @Test
    void drainedAndOfflineBackendsGetNothing() {
        assertThat(serve(
                        10,
                        List.of(
                                backend(1, 1, true, false, false),
                                backend(2, 1, false, true, false),
                                backend(3, 1, false, false, false))))
                .containsOnlyKeys("10.0.10.3");
    }

    @Test
    void backupsServeOnlyAlone() {
        BackendState backup = backend(2, 1, false, false, true);
        assertThat(serve(10, List.of(backend(1, 1, false, false, false), backup)))
                .containsOnlyKeys("10.0.10.1");
        assertThat(serve(10, List.of(backup))).containsOnlyKeys("10.0.10.2");
    }

    @Test
    void backupsServeOnlyIfAllOthersFailTheirHealthCheck() {
        BackendState backup = backend(2, 1, false, false, true);
        Predicate<String> onlyTheBackup = name -> name.startsWith("10.0.10.2");

        assertThat(choose(List.of(backend(1, 1, false, false, false), backup), onlyTheBackup))
                .contains(backup);
        assertThat(choose(List.of(backend(1, 1, true, false, false), backup), name -> true))
                .isEmpty();
        assertThat(choose(List.of(backend(1, 1, false, true, false), backup), onlyTheBackup))
                .isEmpty();
        assertThat(choose(
                        List.of(backend(1, 1, false, false, false), backend(3, 1, true, false, false), backup),
                        onlyTheBackup))
                .isEmpty();
    }

    private static Optional<BackendState> choose(List<BackendState> backends, Predicate<String> healthy) {
        return new BackendChoice().choose(backends, healthy);
    }

    @Test
    void unhealthyBackendsGetNothing() {
        assertThat(new BackendChoice().choose(List.of(backend(1, 1, false, false, false)), name -> false))
                .isEmpty();
    }
}
