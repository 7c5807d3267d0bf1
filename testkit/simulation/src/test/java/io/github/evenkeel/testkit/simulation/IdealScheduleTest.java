package io.github.evenkeel.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.evenkeel.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Schedules that can be reckoned by hand. */
class IdealScheduleTest {
    private static final Offset<Double> EXACTLY = within(1e-6);

    /** Before the nodes. */
    private static final double POOL = 10;

    private static final double DRAIN = 2;
    private static final double CONNECTIONS = 60;
    private static final double DELETION = 20;
    private static final double REPLACEMENT = 50;
    private static final double REMOVE = 3;
    private static final double ADD = 4;

    /** Six seconds until it is healthy, and two looks more. */
    private static final double HEALTH = 6 + 2 * 5;

    private static final double SOAK = 30;
    private static final double NODE = DRAIN + CONNECTIONS + REPLACEMENT + REMOVE + ADD + HEALTH + SOAK;

    private final List<String> log = new ArrayList<>();

    private void event(double at, String what) {
        log.add(String.format(Locale.ROOT, "%13.3f  %s", at, what));
    }

    private void pool() {
        event(0, "idle timeout PT60S of balancer-1/set-1");
        event(0, "ACT UpdatePool[pool=pool-1, version=v1.32.1]");
        event(POOL, "work request UPDATE_POOL of pool-1");
    }

    private void node(double from, int number) {
        String next = "10.0.0." + (number + 10) + "(instance-" + (number + 10) + ")";
        event(from + 130, "made " + next + " in place of 10.0.0." + number + "(instance-" + number + ")");
        event(from + 100 + REPLACEMENT, "node is ready " + next);
        nodeThatIsNotReplaced(from, number);
    }

    private void nodeThatIsNotReplaced(double from, int number) {
        String old = "10.0.0." + number;
        String next = "10.0.0." + (number + 10);
        event(
                from,
                "ACT Write[set=balancer-1/set-1, before=Backend[name=" + old + ":80, address=" + old + "], after=x]");
        event(from + DRAIN, "work request UPDATE_BACKEND of balancer-1");
        event(from + 100, "ACT Delete[machine=" + old + "(instance-" + number + "), successor=COMES]");
        event(from + 100 + DELETION, "machine stops " + old + "(instance-" + number + ")");
        event(from + 200, "ACT Remove[set=balancer-1/set-1, backend=Backend[name=" + old + ":80, address=x]]");
        event(from + 200 + REMOVE, "work request REMOVE_BACKEND of balancer-1");
        event(from + 210, "ACT Add[set=balancer-1/set-1, backend=Backend[name=" + next + ":80, address=x]]");
        event(from + 210 + ADD, "work request ADD_BACKEND of balancer-1");
        event(from + 210 + ADD + 6, "HEALTHY " + next + ":80");
        event(
                from + 300,
                "RUN NodeReplaced[report=NodeReport[node=" + old + ", x=y, replacementAddress=Optional[" + next
                        + "], steps=[]]]");
    }

    private double ideal(int atOnce) {
        return IdealSchedule.of(log, Timing.defaults(), atOnce);
    }

    @Test
    void oneNodeTakesItsWaitsAndWhatTheServicesTake() {
        pool();
        node(100, 1);
        assertThat(ideal(1)).isEqualTo(POOL + NODE, EXACTLY);
        assertThat(ideal(5)).isEqualTo(POOL + NODE, EXACTLY);
    }

    @Test
    void twoNodesFollowEachOtherOrShareTheBalancer() {
        pool();
        node(100, 1);
        node(900, 2);
        assertThat(ideal(1)).isEqualTo(POOL + 2 * NODE, EXACTLY);
        // The second one waits for the drain of the first; its removal, for the removal and the addition.
        assertThat(ideal(2))
                .isEqualTo(
                        POOL
                                + 2 * DRAIN
                                + CONNECTIONS
                                + REPLACEMENT
                                + (REMOVE - DRAIN)
                                + REMOVE
                                + 2 * ADD
                                + HEALTH
                                + SOAK,
                        EXACTLY);
    }

    @Test
    void aBalancerBeginsAChangeSoMuchLater() {
        pool();
        node(100, 1);
        node(900, 2);
        double firstIsReplaced = POOL + DRAIN + CONNECTIONS + REPLACEMENT;
        double between = 1;
        assertThat(IdealSchedule.of(log, Timing.defaults(), 2, between))
                .isEqualTo(firstIsReplaced + 2 * REMOVE + 2 * ADD + 3 * between + HEALTH + SOAK, EXACTLY);
    }

    @Test
    void withSurgeTheSuccessorServesBeforeTheNodeIsTouched() {
        pool();
        event(POOL, "ACT ResizePool[pool=pool-1, size=3]");
        event(POOL + 20, "made 10.0.0.11(instance-11) in place of null");
        event(POOL + 40, "node is ready 10.0.0.11(instance-11)");
        nodeThatIsNotReplaced(100, 1);
        assertThat(ideal(1))
                .isEqualTo(POOL + 40 + ADD + HEALTH + DRAIN + CONNECTIONS + DELETION + REMOVE + SOAK, EXACTLY);
    }
}
