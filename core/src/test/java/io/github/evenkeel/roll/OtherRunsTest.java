package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Journal;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that share neither a lock nor a journal know of each other by the marks of their cordons. */
class OtherRunsTest {
    private static final String OTHER = "6f2c1c1e-0000-4000-8000-000000000001";

    private final SmallWorld world = new SmallWorld(3);

    private UpgradePlan plan(Journal journal) {
        return PlanScheduler.onScheduler(
                        UpgradePlan.forCluster(world.cloud, world.kubernetes)
                                .withLoadBalancer(world.balancer)
                                .toVersion(SmallWorld.NEW.toString()),
                        world.scheduler)
                .withJournal(journal);
    }

    private Roll begun(Function<PlanSpec, RunSession> how) {
        Roll roll = new Roll(how.apply(world.spec()));
        roll.prepare();
        return roll;
    }

    private void cordon(String name, String owner) {
        world.nodes.computeIfPresent(
                name,
                (key, node) -> SmallWorld.node(key, node.instanceId().orElseThrow(), SmallWorld.OLD, Cordon.by(owner)));
    }

    @Test
    void nodesThatAnotherRunHasUnderwayAreABlockerThatNamesThemAndTheRun() {
        cordon("10.0.10.2", OTHER);
        cordon("10.0.10.3", OTHER);

        assertThatThrownBy(() -> plan(new MemoryJournal()).rollNodes().await())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("run " + OTHER, "10.0.10.2, 10.0.10.3", "its own journal", "uncordon");

        assertThat(world.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJournalThatWasLostDoesNotLetItsRunBeBegunAnew(boolean resume) {
        Roll stopped = begun(SessionOpening::anew);
        world.before.put("evict", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(stopped::run).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();
        UpgradePlan plan = plan(new MemoryJournal());

        assertThatThrownBy(() -> {
                    if (resume) {
                        plan.recover().await();
                    } else {
                        plan.rollNodes().await();
                    }
                })
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("run " + stopped.runId(), "node 10.0.10.1", "journal");
        assertThat(world.log).last().isEqualTo("cordon 10.0.10.1");

        cordon("10.0.10.1", stopped.runId());
        assertThat(begun(SessionOpening::toGoOn).run().outcome())
                .as("with its own journal")
                .isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aPreviewDoesNotCallTheRunOfTheJournalUnknown() {
        Roll stopped = begun(SessionOpening::anew);
        world.before.put("evict", () -> {
            throw new SmallWorld.Crash();
        });
        assertThatThrownBy(stopped::run).isInstanceOf(SmallWorld.Crash.class);
        world.before.clear();

        assertThat(plan(world.journal).preview().blockers())
                .extracting(Finding::object)
                .contains("journal in memory")
                .doesNotContain("run " + stopped.runId());
        assertThat(plan(new MemoryJournal()).preview().blockers())
                .extracting(Finding::object)
                .contains("run " + stopped.runId());
    }

    @Test
    void cordonsOfPeopleAndOfDrainsOfOneNodeAreNone() {
        cordon("10.0.10.2", "drain-6f2c1c1e");
        world.nodes.computeIfPresent(
                "10.0.10.3", (key, node) -> SmallWorld.node(key, "instance-3", SmallWorld.OLD, Cordon.UNMARKED));

        assertThat(plan(new MemoryJournal()).preview().blockers())
                .extracting(Finding::object)
                .noneMatch(object -> object.startsWith("run "));
    }

    @Test
    void aRunThatBeganMeanwhileIsSeenBeforeTheNextNodeIsTouched() {
        world.before.put("add backend", () -> {
            if (world.nodes.containsKey("10.0.10.3")) {
                cordon("10.0.10.3", OTHER);
            }
        });
        Roll roll = begun(SessionOpening::anew);

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, roll::run);

        assertThat(stopped).hasMessageContainingAll("run " + OTHER, "10.0.10.3", "wait until it has ended");
        assertThat(stopped.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.REPLACED, NodeReport.Result.UNTOUCHED, NodeReport.Result.UNTOUCHED);
        assertThat(world.log).doesNotContain("cordon 10.0.10.2");
        assertThat(world.backends.get("10.0.10.2:80")).matches(Backend::acceptsTraffic);
    }
}
