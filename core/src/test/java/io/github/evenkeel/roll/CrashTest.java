package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.PoolNode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A process that ends at any call of a port, before its effect or after it, and another one that goes on. */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
    private static final int NODES = 2;

    @Test
    void wherever() {
        int moment = 0;
        while (crashes(moment)) {
            moment++;
        }
        assertThat(moment).isGreaterThan(100);
    }

    /** Returns whether there was such a moment. */
    private static boolean crashes(int moment) {
        SmallWorld world = new SmallWorld(NODES);
        Set<String> spec = spec(world);
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }

        UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));

        assertThat(report.outcome()).as("crash at %s", moment).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.nodes()).as("crash at %s", moment).hasSize(NODES);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
        assertThat(world.members).hasSize(NODES);
        assertThat(world.allServe()).as("crash at %s", moment).isTrue();
        assertThat(spec(world)).as("crash at %s", moment).isEqualTo(spec);
        assertThat(world.log.stream().filter(line -> line.startsWith("delete"))).hasSize(NODES);
        return true;
    }

    @Test
    void twice() {
        for (int first = 0; first < 400; first += 7) {
            for (int second = 0; second < 400; second += 11) {
                SmallWorld world = new SmallWorld(1 + NODES);
                crash(world, first, SessionOpening.anew(world.spec()));
                crash(world, second, SessionOpening.toGoOn(world.spec()));
                run(SessionOpening.toGoOn(world.spec()));
                assertThat(world.allServe())
                        .as("crashes at %s, %s", first, second)
                        .isTrue();
                assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.NEW));
            }
        }
    }

    @Test
    void whatTheFirstOfThreeProcessesDidIsPutBackByTheThird() {
        for (int first = 0; first < 150; first += 5) {
            for (int second = 0; second < 60; second += 3) {
                SmallWorld world = new SmallWorld(NODES);
                world.controlPlane = SmallWorld.NEW;
                world.poolVersion = SmallWorld.NEW;
                crash(world, first, SessionOpening.anew(world.spec()));
                crash(world, second, SessionOpening.toGoOn(world.spec()));
                world.before.put("replace node", () -> {
                    throw SmallWorld.rejected("replace node");
                });
                Throwable stopped = catchThrowable(() -> run(SessionOpening.toGoOn(world.spec())));
                if (stopped instanceof EvenkeelException e
                        && e.failure().orElseThrow().manualSteps().isEmpty()) {
                    assertThat(world.allServe())
                            .as("crashes at %s, %s", first, second)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aDeletionThatComesAboutAfterAllIsLeftWithItsReplacement() {
        SmallWorld world = new SmallWorld(NODES);
        world.before.put("replace node", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(() -> run(SessionOpening.anew(world.spec()))).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        world.before.put("read unwell", () -> world.remove("instance-1"));

        EvenkeelException e =
                catchThrowableOfType(EvenkeelException.class, () -> run(SessionOpening.toGoOn(world.spec())));

        assertThat(e.failure().orElseThrow().manualSteps())
                .anySatisfy(line ->
                        assertThat(line.what()).contains("node pool pool (pool) gets a ready node", "instance-1"))
                .anySatisfy(line -> assertThat(line.what()).contains("NEW_ADDRESS:80"));
        assertThat(e.upgradeReport().orElseThrow().nodes().get(0).result()).isEqualTo(NodeReport.Result.UNFINISHED);
    }

    /** The drain that it was found with has ended before this run's own began. */
    @Test
    void aBackendThatAnotherPartyHadDrainedServesAgainAfterARollback() {
        boolean crashed = true;
        int rolledBack = 0;
        for (int moment = 0; crashed; moment++) {
            SmallWorld world = new SmallWorld(1 + NODES);
            world.controlPlane = SmallWorld.NEW;
            world.poolVersion = SmallWorld.NEW;
            Backend first = Objects.requireNonNull(world.backends.get("10.0.10.1:80"));
            world.backends.put(first.name(), first.with(Backend.Mode.DRAIN));
            world.before.put(
                    "try eviction",
                    () -> { // after the backends were found
                        world.before.remove("try eviction");
                        world.backends.put(first.name(), first);
                        world.revision++;
                    });
            crashed = crash(world, moment, SessionOpening.anew(world.spec()));
            world.before.put("replace node", () -> {
                throw SmallWorld.rejected("replace node");
            });
            Throwable stopped = catchThrowable(() -> run(SessionOpening.toGoOn(world.spec())));
            if (stopped instanceof EvenkeelException e && e.failure().isPresent()) {
                rolledBack++;
                assertThat(e.failure().get().manualSteps())
                        .as("crash at %s", moment)
                        .isEmpty();
                assertThat(world.allServe()).as("crash at %s", moment).isTrue();
            }
        }
        assertThat(rolledBack).isPositive();
    }

    /** Wherever the process ends between the change of the weight and the backend that takes it over. */
    @Test
    void aWeightThatIsSetJustBeforeTheBackendIsTakenOutIsNotLost() {
        boolean crashed = true;
        for (int moment = 0; crashed; moment++) {
            SmallWorld world = new SmallWorld(NODES);
            world.before.put("read operations", () -> {
                if (!world.nodes.containsKey("10.0.10.1")) {
                    world.weigh("10.0.10.1:80", 9);
                }
            });
            crashed = crash(world, moment, SessionOpening.anew(world.spec()));
            if (crashed) {
                run(SessionOpening.toGoOn(world.spec()));
            }

            assertThat(world.backends.values())
                    .as("crash at %s", moment)
                    .extracting(Backend::weight)
                    .contains(9);
        }
    }

    @Test
    void anUnfinishedRunIsNotBegunAnew() {
        SmallWorld world = new SmallWorld(NODES);
        crash(world, 60, SessionOpening.anew(world.spec()));

        assertThatThrownBy(() -> SessionOpening.anew(world.spec()))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("not finished", "journal in memory", "recover()");
    }

    @Test
    void whatWasNeverWrittenDownIsNotGoneOnWith() {
        SmallWorld world = new SmallWorld(NODES);

        assertThatThrownBy(() -> UpgradePlan.forCluster(world.cloud, world.kubernetes)
                        .withLoadBalancer(world.balancer)
                        .recover()
                        .await())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("no journal", "withJournal");
    }

    /** Returns whether there was such a moment. */
    private static boolean crash(SmallWorld world, int moment, RunSession session) {
        boolean crashed = false;
        world.crashAt(moment);
        try {
            run(session);
        } catch (SmallWorld.Crash e) {
            crashed = true;
        }
        world.crashAt(Integer.MAX_VALUE);
        return crashed;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    /** What the backends are besides their addresses. */
    private static Set<String> spec(SmallWorld world) {
        return world.backends.values().stream().map(CrashTest::spec).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String spec(Backend backend) {
        return backend.port() + " " + backend.weight() + " " + backend.maxConnections() + " " + backend.modes();
    }
}
