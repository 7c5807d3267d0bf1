package io.github.evenkeel.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BackendSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServingTest {
    private static final String NODE = "10.0.10.1";

    private static Backend backend(int node, int port, Mode... modes) {
        return Backend.builder("10.0.10." + node, port).modes(Set.of(modes)).build();
    }

    private static Serving count(List<Backend> backends, String... unhealthyBackends) {
        BackendSet set = BackendSet.builder("web")
                .backends(backends)
                .idleTimeout(Duration.ofSeconds(60))
                .build();
        Map<String, BackendHealth> health = List.of(unhealthyBackends).stream()
                .collect(Collectors.toMap(name -> name, name -> BackendHealth.CRITICAL));
        return Serving.of(set, Set.of(NODE), health);
    }

    @Test
    void backupsDoNotServeWhileAPrimaryIsDrained() {
        List<Backend> set = List.of(backend(1, 80), backend(2, 80, Mode.BACKUP), backend(3, 80, Mode.BACKUP));

        assertThat(count(set)).isEqualTo(new Serving(0, 1, 1));
        assertThat(count(set, "10.0.10.1:80")).isEqualTo(new Serving(0, 2, 1));
    }

    @Test
    void aBackupCanBeDoneWithout() {
        assertThat(count(List.of(backend(1, 80, Mode.BACKUP), backend(2, 80)))).isEqualTo(new Serving(1, 1, 1));
    }

    @Test
    void backupsServeIfAllOthersFail() {
        List<Backend> backups = List.of(backend(1, 80, Mode.BACKUP), backend(2, 80, Mode.BACKUP), backend(3, 80));

        assertThat(count(backups, "10.0.10.3:80")).isEqualTo(new Serving(1, 2, 1));
    }

    @Test
    void aDrainedOrOfflinePrimaryKeepsBackupsFromServing() {
        assertThat(count(List.of(backend(2, 80, Mode.BACKUP), backend(3, 80, Mode.DRAIN)), "10.0.10.3:80"))
                .isEqualTo(new Serving(0, 0, 1));
        assertThat(count(List.of(backend(2, 80, Mode.BACKUP), backend(3, 80, Mode.OFFLINE)), "10.0.10.3:80"))
                .isEqualTo(new Serving(0, 0, 1));
    }

    @Test
    void aNodeTakesAllOfItsPortsAway() {
        List<Backend> set = List.of(
                backend(1, 80), backend(1, 443), backend(2, 80), backend(2, 443), backend(3, 80), backend(3, 443));

        assertThat(count(set)).isEqualTo(new Serving(4, 6, 2));
        assertThat(count(set, "10.0.10.1:443", "10.0.10.2:443", "10.0.10.3:443"))
                .isEqualTo(new Serving(2, 3, 1));
    }

    @Test
    void aPortThatIsDrainedAndUnwellWasTakenByTheRoll() {
        List<Backend> set = List.of(backend(1, 80, Mode.DRAIN), backend(1, 443), backend(2, 80), backend(2, 443));

        assertThat(count(set, "10.0.10.1:80").ofNode()).isEqualTo(2);
    }

    @Test
    void aNameThatTheSetDoesNotHaveMayStandForAnyOfItsBackends() {
        assertThat(count(List.of(backend(1, 80), backend(2, 80), backend(3, 80)), "node-b/80"))
                .isEqualTo(new Serving(1, 2, 1));
    }

    @Test
    void namesTheOthersThatDoNotServe() {
        BackendSet set = BackendSet.builder("web")
                .backends(List.of(backend(1, 80), backend(2, 80), backend(3, 80, Mode.DRAIN), backend(4, 80)))
                .idleTimeout(Duration.ofSeconds(60))
                .build();

        assertThat(Serving.notAcceptingTraffic(set, Set.of(NODE), Map.of("10.0.10.2:80", BackendHealth.CRITICAL)))
                .isEqualTo(": 10.0.10.2:80 is CRITICAL, 10.0.10.3:80 is [DRAIN]");
    }

    @Test
    void aSetThatFailsOpenServesWhenAllFailAndOnlyThen() {
        BackendSet open = BackendSet.builder("web")
                .backends(List.of(
                        backend(1, 80), backend(2, 80), backend(3, 80, Mode.DRAIN), backend(4, 80, Mode.BACKUP)))
                .whenAllFail(BackendSet.WhenAllFail.ALL_SERVE)
                .build();
        Map<String, BackendHealth> allFail =
                open.backends().stream().collect(Collectors.toMap(Backend::name, backend -> BackendHealth.CRITICAL));

        assertThat(open.serving(allFail))
                .extracting(Backend::name)
                .containsExactly("10.0.10.1:80", "10.0.10.2:80", "10.0.10.4:80");
        assertThat(Serving.of(open, Set.of(NODE), allFail).others()).isEqualTo(2);
        Map<String, BackendHealth> theDrainedOneIsWell = new HashMap<>(allFail);
        theDrainedOneIsWell.remove("10.0.10.3:80");
        assertThat(open.serving(theDrainedOneIsWell)).isEmpty();
        Map<String, BackendHealth> notKnown = new HashMap<>(allFail);
        notKnown.put("10.0.10.2:80", BackendHealth.UNKNOWN);
        assertThat(open.serving(notKnown)).isEmpty();
        assertThat(open.toBuilder()
                        .whenAllFail(BackendSet.WhenAllFail.NONE_SERVES)
                        .build()
                        .serving(allFail))
                .isEmpty();
    }

    @Test
    void aDrainWaitsForIdleConnectionsAsLongAsItsServiceLetsThemLive() {
        BackendSet set =
                BackendSet.builder("web").idleTimeout(Duration.ofHours(1)).build();

        assertThat(set.connectionDrain()).isEqualTo(Duration.ofMinutes(5));
        assertThat(set.toBuilder()
                        .mostConnectionDrain(Duration.ofMinutes(10))
                        .build()
                        .connectionDrain())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(set.toBuilder().idleTimeout(Duration.ofSeconds(90)).build().connectionDrain())
                .isEqualTo(Duration.ofSeconds(90));
    }

    private static String unwell(int others) {
        BackendSet set = BackendSet.builder("web")
                .backends(IntStream.rangeClosed(1, 1 + others)
                        .mapToObj(node -> backend(node, 80))
                        .toList())
                .idleTimeout(Duration.ofSeconds(60))
                .build();
        return Serving.notAcceptingTraffic(
                set,
                Set.of(NODE),
                set.backends().stream().collect(Collectors.toMap(Backend::name, name -> BackendHealth.CRITICAL)));
    }

    @Test
    void aFewOfTheOthersAreNamedAndTheRestIsCounted() {
        assertThat(unwell(5)).startsWith(": 10.0.10.2:80 is").endsWith("10.0.10.6:80 is CRITICAL");
        assertThat(unwell(7)).startsWith(": 10.0.10.2:80 is").endsWith("10.0.10.6:80 is CRITICAL, and 2 more");
    }
}
