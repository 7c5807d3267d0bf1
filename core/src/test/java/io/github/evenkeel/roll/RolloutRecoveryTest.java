package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.state.RunJournal;
import io.github.evenkeel.run.state.WavesEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waves of a rollout, of which one process decides and another one goes on with them. */
class RolloutRecoveryTest {
    private static final int NODES = 5;
    private static final Duration SOAK = Duration.ofMinutes(20);
    private static final Rollout IN_WAVES =
            Rollout.maxUnavailable(1).waves("1", "2").soaking(SOAK);

    private final List<Duration> deletions = new ArrayList<>();

    private SmallWorld world() {
        SmallWorld world = new SmallWorld(NODES);
        world.rollout = IN_WAVES;
        deletions.clear();
        return world;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private void noteDeletions(SmallWorld world) {
        world.before.put("replace node", () -> deletions.add(world.scheduler.elapsed()));
    }

    private boolean crash(SmallWorld world, int moment) {
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
            return true;
        }
    }

    private static List<StepRecord> soaksBetweenWaves(UpgradeReport report) {
        return report.preparation().stream()
                .filter(step -> step.step().equals(Step.SOAK))
                .toList();
    }

    @Test
    void eachWaveBeginsAfterTheSoakOfTheOneBefore() {
        SmallWorld world = world();
        noteDeletions(world);

        UpgradeReport report = run(SessionOpening.anew(world.spec()));

        assertThat(soaksBetweenWaves(report)).hasSize(2).allSatisfy(soak -> assertThat(soak.took())
                .isGreaterThanOrEqualTo(SOAK));
        assertThat(deletions).hasSize(NODES);
        assertThat(deletions.get(1).minus(deletions.get(0))).isGreaterThan(SOAK);
        assertThat(deletions.get(2).minus(deletions.get(1))).isLessThan(SOAK);
        assertThat(deletions.get(3).minus(deletions.get(2))).isGreaterThan(SOAK);
        assertThat(RunJournal.read(world.journal).waves().orElseThrow().open()).isEqualTo(2);
    }

    /** No wave soaks twice for a process that has died, and none begins without its soak. */
    @Test
    void whereverAProcessDiesTheWavesStay() {
        int crashes = 0;
        for (int moment = 0; crash(world(), moment); moment += 23) {
            SmallWorld world = world();
            noteDeletions(world);
            crash(world, moment);
            List<List<String>> decided = decided(world);
            int open =
                    RunJournal.read(world.journal).waves().map(WavesEntry::open).orElse(0);
            world.rollout = Rollout.maxUnavailable(1).waves("3").soaking(SOAK);

            UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));

            assertThat(report.outcome()).as("crash at %s", moment).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            if (!decided.isEmpty()) {
                assertThat(decided(world)).as("crash at %s", moment).isEqualTo(decided);
                assertThat(soaksBetweenWaves(report)).as("crash at %s", moment).hasSize(2 - open);
            }
            crashes++;
        }
        assertThat(crashes).isGreaterThan(20);
    }

    private static List<List<String>> decided(SmallWorld world) {
        return RunJournal.read(world.journal).waves().map(WavesEntry::waves).orElse(List.of());
    }
}
