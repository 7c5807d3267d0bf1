package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.EventSource;
import io.github.evenkeel.Step;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What an event says of its run, its node and how far the run is. */
class EventSourcesTest {
    private final SmallWorld world = new SmallWorld(2);
    private final List<UpgradeEvent> events = new CopyOnWriteArrayList<>();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    new RealThreadsOnVirtualTime(world.scheduler, new ArrayList<>()))
            .withListener(UpgradeListener.of(event -> {
                events.add(event);
            }));

    private UpgradeReport roll() throws Exception {
        try (Upgrade upgrade = plan.rollNodes()) {
            return upgrade.await();
        }
    }

    @Test
    void everyEventNamesItsRunAndItsCluster() throws Exception {
        UpgradeReport report = roll();

        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.source().runId()).isEqualTo(report.runId());
            assertThat(event.source().clusterId()).contains(report.clusterId());
        });
    }

    @Test
    void whatIsDoneForANodeNamesItAndHowManyAreDone() throws Exception {
        UpgradeReport report = roll();

        assertThat(sources(Step.CORDON))
                .hasSize(2)
                .extracting(EventSource::nodesDone)
                .containsExactly(0, 1);
        assertThat(sources(Step.CORDON))
                .allSatisfy(source -> assertThat(source.nodes()).isEqualTo(2));
        for (int i = 0; i < 2; i++) {
            EventSource source = sources(Step.CORDON).get(i);
            assertThat(source.node()).contains(report.nodes().get(i).node());
            assertThat(source.instanceId()).contains(report.nodes().get(i).instanceId());
            assertThat(source.nodePoolId()).contains("pool");
        }
        assertThat(events)
                .filteredOn(UpgradeEvent.NodeReplaced.class::isInstance)
                .extracting(event -> event.source().nodesDone())
                .containsExactly(1, 2);
        assertThat(events)
                .filteredOn(UpgradeEvent.PodEvicted.class::isInstance)
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.source().node()).contains(((UpgradeEvent.PodEvicted) event).node()));
        assertThat(events)
                .filteredOn(event ->
                        event instanceof UpgradeEvent.Waiting waiting && Step.AWAIT_REPLACEMENT.equals(waiting.step()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.source().node()).isPresent());
    }

    @Test
    void whatIsDoneForAPoolNamesItAndWhatIsDoneForAllNamesNone() throws Exception {
        roll();

        assertThat(sources(Step.UPDATE_NODE_POOL)).singleElement().satisfies(source -> {
            assertThat(source.nodePoolId()).contains("pool");
            assertThat(source.node()).isEmpty();
        });
        assertThat(sources(Step.VERIFY)).singleElement().satisfies(source -> {
            assertThat(source.node()).isEqualTo(Optional.empty());
            assertThat(source.nodesDone()).isEqualTo(2);
        });
    }

    @Test
    void whatIsDoneForABackendNamesItItsSetAndItsLoadBalancer() throws Exception {
        roll();

        assertThat(events)
                .filteredOn(event -> event instanceof UpgradeEvent.Waiting waiting
                        && Step.SWAP_BACKENDS.equals(waiting.step())
                        && waiting.waitingFor().contains("(operation "))
                .isNotEmpty()
                .allSatisfy(event -> {
                    EventSource source = event.source();
                    assertThat(source.loadBalancerId()).contains("balancer");
                    assertThat(source.backendSet()).contains("web");
                    assertThat(source.backend())
                            .hasValueSatisfying(name -> assertThat(name).matches("10\\.0\\.10\\.\\d+:80"));
                    assertThat(source.node()).isPresent();
                });
        assertThat(sources(Step.DELETE_NODE)).isNotEmpty().allSatisfy(source -> assertThat(source.backend())
                .isEmpty());
    }

    @Test
    void aBackendThatIsRolledBackIsNamed() {
        world.before.put("cordon", () -> {
            throw ServiceException.of(ServiceException.Outcome.REJECTED, "cordon", "no");
        });

        assertThatThrownBy(this::roll).isInstanceOf(EvenkeelException.class);

        assertThat(events)
                .filteredOn(UpgradeEvent.RolledBack.class::isInstance)
                .filteredOn(event -> ((UpgradeEvent.RolledBack) event).what().contains("traffic"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.source().loadBalancerId()).contains("balancer");
                    assertThat(event.source().backendSet()).contains("web");
                    assertThat(event.source().backend()).isPresent();
                });
    }

    private List<EventSource> sources(Step step) {
        return events.stream()
                .filter(event -> event instanceof UpgradeEvent.StepStarted started
                        && started.step().equals(step))
                .map(UpgradeEvent::source)
                .toList();
    }
}
