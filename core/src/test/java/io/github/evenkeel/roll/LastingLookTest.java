package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A budget that allows no disruption for a moment blocks nothing; one that never does blocks the plan. */
class LastingLookTest {
    private final SmallWorld world = new SmallWorld(2);
    private final Duration begin = world.scheduler.elapsed();

    private Duration took() {
        return world.scheduler.elapsed().minus(begin);
    }

    @Test
    void aBudgetThatHoldsForAMomentIsLookedAtAgain() {
        int[] looks = {0};
        world.before.put("read budgets", () -> world.budgetLetsGo = ++looks[0] != 1);
        Roll roll = new Roll(SessionOpening.anew(world.spec()));

        roll.prepare();

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aBudgetThatHoldsForAWhileRefusesThePlan() {
        world.budgetLetsGo = false;
        Roll roll = new Roll(SessionOpening.anew(world.spec()));

        assertThatThrownBy(roll::prepare)
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("can never allow a disruption");

        Duration quiet = Timing.defaults().drain().quiet();
        assertThat(took()).isBetween(quiet, quiet.multipliedBy(2));
    }

    @Test
    void nothingElseIsLookedAtAgain() {
        world.budgetLetsGo = false;
        world.members.remove(1);
        Roll roll = new Roll(SessionOpening.anew(world.spec()));

        assertThatThrownBy(roll::prepare).isInstanceOf(PlanRefusedException.class);

        assertThat(took()).isZero();
    }

    @Test
    void aPreviewTellsWhatIsSoNow() {
        world.budgetLetsGo = false;

        assertThat(new Roll(SessionOpening.toLook(world.spec())).preview().canRoll())
                .isFalse();

        assertThat(took()).isZero();
    }
}
