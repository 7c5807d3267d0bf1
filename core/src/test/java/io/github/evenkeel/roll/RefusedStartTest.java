package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.Finding;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Preview;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.FileJournal;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.journal.OpenedJournal;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that is refused has written nothing and taken nothing over: a run at work goes on. */
class RefusedStartTest {
    private static final String ENDED = "v=2&run=before&cluster=c&state=ENDED";
    private static final String LEFT = "v=2&address=10.0.0.1&by=b&newaddress=10.0.0.2";

    private final SmallWorld world = new SmallWorld(2);
    private final Path directory;

    RefusedStartTest(@TempDir Path directory) {
        this.directory = directory.resolve("journal");
    }

    enum Kept {
        IN_MEMORY,
        IN_FILES
    }

    private Journal journal(Kept kept) {
        return kept == Kept.IN_MEMORY ? new MemoryJournal() : FileJournal.in(directory);
    }

    private UpgradePlan plan(Journal journal) {
        return PlanScheduler.onScheduler(
                        UpgradePlan.forCluster(world.cloud, world.kubernetes)
                                .withLoadBalancer(world.balancer)
                                .toVersion(SmallWorld.NEW.toString()),
                        world.scheduler)
                .withJournal(journal);
    }

    private Roll begun(Journal journal) {
        Roll roll = new Roll(SessionOpening.anew(world.spec(journal)));
        roll.prepare();
        return roll;
    }

    @ParameterizedTest
    @EnumSource
    void aRunAtWorkGoesOnWhenAnotherIsRefusedByItsJournal(Kept kept) {
        Journal journal = journal(kept);
        Roll atWork = begun(journal);
        for (String moment : new String[] {"cordon", "evict", "replace node", "add backend"}) {
            world.before.put(moment, () -> assertThatThrownBy(
                            () -> plan(journal).rollNodes().await())
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContainingAll("run " + atWork.runId(), "not finished"));
        }

        assertThat(atWork.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource
    void aRunAtWorkGoesOnWhenAnotherPlanWouldResumeIt(Kept kept) {
        Journal journal = journal(kept);
        Roll atWork = begun(journal);
        world.before.put("evict", () -> assertThatThrownBy(
                        () -> plan(journal).withNodePools("other").recover().await())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("of another plan"));

        assertThat(atWork.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource
    void aPreviewLeavesTheRunAtWorkAloneAndNamesIt(Kept kept) {
        Journal journal = journal(kept);
        Roll atWork = begun(journal);
        world.before.put("evict", () -> {
            world.before.clear();
            Preview preview = plan(journal).preview();
            assertThat(preview.canRoll()).isFalse();
            assertThat(preview.blockers()).extracting(Finding::toString).anySatisfy(blocker -> assertThat(blocker)
                    .contains("journal in " + journal.place(), "run " + atWork.runId(), "node 10.0.10.1 at"));
        });

        assertThat(atWork.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlanThatThePreflightRefusesHasWrittenNothing(boolean goOn) {
        world.controlPlane = SmallWorld.NEW;
        world.poolVersion = SmallWorld.NEW;
        world.unhealthyBackends.put("10.0.10.1:80", BackendHealth.CRITICAL);
        world.unhealthyBackends.put("10.0.10.2:80", BackendHealth.CRITICAL);
        UpgradePlan plan = plan(FileJournal.in(directory));

        assertThatThrownBy(() -> {
                    if (goOn) {
                        plan.recover().await();
                    } else {
                        plan.rollNodes().await();
                    }
                })
                .isInstanceOf(PlanRefusedException.class);

        assertThat(directory).doesNotExist();
    }

    @Test
    void aPlanThatThePreflightRefusesLeavesWhatTheRunBeforeHasWritten() {
        assertThat(begun(world.journal).run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        Journal.Contents before = world.journal.read();
        world.trouble.put("describe cluster", SmallWorld.rejected("describe cluster"));

        assertThatThrownBy(() -> begun(world.journal)).isInstanceOf(RuntimeException.class);

        assertThat(world.journal.read()).isEqualTo(before);
    }

    @Test
    void entriesThatNoRunWritesStayWhenOneBegins() {
        OpenedJournal.by("an administrator", world.journal)
                .write(Map.of("Corefile", ".:53", "run", ENDED, "replaced.old", LEFT));

        assertThat(begun(world.journal).run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.journal.read().entries())
                .containsEntry("Corefile", ".:53")
                .doesNotContainKey("replaced.old");
    }

    @Test
    void aPreviewMakesNoJournalWhereThereIsNone() {
        plan(FileJournal.in(directory)).preview();

        assertThat(directory).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void theSlowerOfTwoThatBeginAtOnceIsRefusedAndTheQuickerGoesOn(Kept kept) {
        Journal journal = journal(kept);
        Roll slower = new Roll(SessionOpening.anew(world.spec(journal)));
        Roll[] quicker = new Roll[1];
        world.before.put("read budgets", () -> {
            world.before.clear();
            quicker[0] = begun(journal);
        });

        assertThatThrownBy(slower::prepare)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContainingAll("journal", "opened or written", "no other run is about to begin");

        assertThat(quicker[0].run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aJournalThatThisVersionDoesNotUnderstandStaysAsItIs() throws IOException {
        OpenedJournal.by("a newer version", FileJournal.in(directory)).write(Map.of("run", "v=2&run=r&state=UNDERWAY"));
        byte[] before = Files.readAllBytes(directory.resolve("journal.1"));

        assertThatThrownBy(() -> plan(FileJournal.in(directory)).recover().await())
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("version 2");
        assertThat(plan(FileJournal.in(directory)).preview().blockers())
                .extracting(Finding::toString)
                .anySatisfy(blocker -> assertThat(blocker).contains("version 2"));

        assertThat(directory.resolve("journal.1")).hasBinaryContent(before);
        assertThat(directory).isDirectoryContaining("glob:**journal.1").isDirectoryNotContaining("glob:**journal.2");
    }
}
