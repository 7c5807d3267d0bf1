package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's API server, and what only that can be told to do. */
@Execution(ExecutionMode.CONCURRENT)
class ReadingTest extends ReadingContract<SandboxServer> {
    private static final Listing<ConfigMap, ConfigMapList> CONFIG_MAPS =
            Listing.of(Permission.LIST_PODS, "api/v1/configmaps", ConfigMapList.class);

    ReadingTest() {
        super(new SandboxServer());
    }

    @Test
    void aReadIsNotRepeatedHere() {
        server.faults()
                .next(
                        "list nodes",
                        new RequestFault.Refused(429, "TooManyRequests", "too many", Duration.ofSeconds(2)));

        ServiceException refused = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.THROTTLED);
        assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(2));
        assertThat(served.calls("list nodes")).isOne();
    }

    @Test
    void whoTurnsAwayBeforeTheApiIsHeardByItsHeader() {
        server.faults().next("list nodes", new RequestFault.TurnedAway(429, Duration.ofSeconds(3)));
        server.faults().next("list nodes", new RequestFault.TurnedAway(503, Duration.ofSeconds(5)));

        ServiceException throttled = ServedWorkloads.refused(served.workloads::nodes);
        ServiceException shuttingDown = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(throttled.outcome()).isEqualTo(ServiceException.Outcome.THROTTLED);
        assertThat(throttled.retryAfter()).hasValue(Duration.ofSeconds(3));
        assertThat(shuttingDown.outcome()).isEqualTo(ServiceException.Outcome.UNAVAILABLE);
        assertThat(shuttingDown.retryAfter()).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void theNextPageIsFetchedWhileOneIsReduced() {
        IntStream.rangeClosed(0, Listing.PAGE).forEach(this::configMap);
        long before = listsOfConfigMaps();
        List<Long> lists = new ArrayList<>();

        CONFIG_MAPS.read(new ApiServer(served.administrator), map -> {
            if (map.getMetadata().getName().equals("map-0")) {
                await().until(() -> listsOfConfigMaps() > before + 1);
            }
            lists.add(listsOfConfigMaps() - before);
            return Stream.of(map);
        });

        assertThat(lists).hasSize(Listing.PAGE + 1).containsOnly(2L);
    }

    private long listsOfConfigMaps() {
        return server.calls("administrator", "list configmaps");
    }

    /** The second page may be under way when the server forgets; the third is asked for afterwards. */
    @Test
    void aListThatTheServerForgotHalfWayIsReadAnew() {
        int maps = 2 * Listing.PAGE + 1;
        IntStream.range(0, maps).forEach(this::configMap);
        List<String> read = new ArrayList<>();

        List<String> names = CONFIG_MAPS.read(new ApiServer(served.administrator), map -> {
            read.add(map.getMetadata().getName());
            if (read.size() == 1) {
                configMap(maps);
                server.faults().forgetHistory();
            }
            return Stream.of(map.getMetadata().getName());
        });

        assertThat(names).doesNotHaveDuplicates().hasSize(maps + 1);
        assertThat(read).hasSizeGreaterThan(Listing.PAGE + maps);
    }

    @Test
    void aListThatTheServerAlwaysForgetsIsGivenUp() {
        AtomicInteger maps = new AtomicInteger();
        while (maps.get() <= 2 * Listing.PAGE) {
            configMap(maps.getAndIncrement());
        }

        ServiceException refused =
                ServedWorkloads.refused(() -> CONFIG_MAPS.read(new ApiServer(served.administrator), map -> {
                    if (map.getMetadata().getName().equals("map-0")) {
                        configMap(maps.getAndIncrement());
                        server.faults().forgetHistory();
                    }
                    return Stream.of(map);
                }));

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.UNAVAILABLE);
        assertThat(refused).hasMessageContaining("the list expired on the server before it was read, 3 times");
    }

    private void configMap(int number) {
        served.administrator
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .withName("map-" + number)
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void aServerThatIsAwayGivesNoAnswer() {
        server.faults().awayFor(Duration.ofSeconds(30));

        ServiceException refused = ServedWorkloads.refused(served.workloads::nodes);

        assertThat(refused.outcome()).isEqualTo(ServiceException.Outcome.UNKNOWN);
        assertThat(refused).hasMessageContaining("list nodes");
    }
}
