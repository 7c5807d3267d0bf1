package io.github.evenkeel.testkit.simulation.invariant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.testkit.simulation.truth.Machine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Worlds made by hand, in which a run begins something that a gate has not let begin. */
class NothingBeginsWhileClosedTest {
    private final HandMade made = new HandMade();
    private final Machine first = made.old(1);
    private final NothingBeginsWhileClosed invariant = new NothingBeginsWhileClosed();

    @BeforeEach
    void begin() {
        made.truth.gated = true;
        made.truth.now = 1_000 * HandMade.SECOND;
    }

    private void breaks(Act act) {
        assertThatThrownBy(() -> invariant.before(act, made.truth))
                .isInstanceOf(InvariantBroken.class)
                .hasMessageContaining("S19");
    }

    private void holds(Act act) {
        assertThatCode(() -> invariant.before(act, made.truth)).doesNotThrowAnyException();
    }

    private void letBegin(String about) {
        made.truth.letBegin.put(about, made.truth.now);
    }

    @Test
    void whatTheGateHasNotLetBegin() {
        breaks(new Act.UpgradeControlPlane(HandMade.NEW));
        breaks(new Act.UpdatePool(made.pool, HandMade.NEW));
        breaks(made.draining(first));
        breaks(new Act.Delete(first));
    }

    @Test
    void whatItHasLetBeginLongAgo() {
        letBegin("deletion of node " + first.name);
        holds(new Act.Delete(first));
        made.truth.now += 61 * HandMade.SECOND;
        breaks(new Act.Delete(first));
    }

    @Test
    void aNodeThatIsBegunIsFinished() {
        letBegin("node " + first.name);
        holds(made.draining(first));
        made.truth.now += 1_000 * HandMade.SECOND;
        holds(made.draining(first));
        holds(new Act.Cordon(first, "the run"));
        breaks(new Act.Delete(first));
    }

    @Test
    void aProcessThatStoodStillCantHaveKnown() {
        made.truth.stoodStillUntil = made.truth.now - HandMade.SECOND;
        holds(new Act.Delete(first));
    }

    @Test
    void aPlanWithoutAGateAsksNone() {
        made.truth.gated = false;
        holds(new Act.Delete(first));
    }
}
