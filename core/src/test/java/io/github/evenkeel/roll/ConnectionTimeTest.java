package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.Finding;
import io.github.evenkeel.LoadBalancerTiming;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.SetOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How long connections through a node have, and what is said of it. */
class ConnectionTimeTest {
    private static final Duration LONG = Duration.ofMinutes(20);

    private final SmallWorld world = new SmallWorld(2);
    private final List<Duration> drained = new ArrayList<>();
    private final List<Duration> deleted = new ArrayList<>();

    private UpgradeReport roll(UnaryOperator<LoadBalancerTiming> timing) {
        world.timing = world.timing.withLoadBalancer(timing);
        world.before.put("update backend", () -> drained.add(world.scheduler.elapsed()));
        world.before.put("replace node", () -> deleted.add(world.scheduler.elapsed()));
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        return roll.run();
    }

    @Test
    void connectionsOfASetHaveTheTimeThatThePlanGivesIt() {
        UpgradeReport report = roll(timing -> timing.withConnectionDrain("balancer", "web", LONG));

        assertThat(deleted.get(0).minus(drained.get(0))).isGreaterThanOrEqualTo(LONG);
        assertThat(report.nodes()).hasSize(2).allSatisfy(node -> assertThat(node.connectionDrain())
                .hasValueSatisfying(given -> assertThat(given).isBetween(LONG, LONG.plusMinutes(1))));
        assertThat(report.warnings()).extracting(Finding::actual).noneMatch(found -> found.contains("is cut"));
    }

    @Test
    void aSetOfAnotherBalancerDoesNotHaveIt() {
        UpgradeReport report = roll(timing -> timing.withConnectionDrain("other", "web", LONG));

        assertThat(report.nodes()).allSatisfy(node -> assertThat(node.connectionDrain())
                .hasValueSatisfying(given -> assertThat(given).isBetween(Duration.ofSeconds(60), LONG.dividedBy(2))));
    }

    @Test
    void lessTimeThanRequestsLastIsToldBeforehandAndTheReportHasIt() {
        UpgradeReport report =
                roll(timing -> timing.withLongestRequest(LONG).withConnectionDrain(Duration.ofMinutes(2)));

        assertThat(report.warnings()).extracting(Finding::toString).anySatisfy(warning -> assertThat(warning)
                .contains("requests of up to 20m, and 2m from the drain"));
        assertThat(report.nodes())
                .allSatisfy(node -> assertThat(node.connectionDrain()).hasValueSatisfying(given -> assertThat(given)
                        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3))));
    }

    @Test
    void aNodeThatIsPutBackBeforeItsTimeWasOverHasNone() {
        world.trouble.put("read volumes", SmallWorld.rejected("read volumes"));

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, () -> roll(UnaryOperator.identity()));

        assertThat(stopped.upgradeReport().orElseThrow().nodes().get(0))
                .returns(NodeReport.Result.RESTORED, NodeReport::result)
                .satisfies(node -> assertThat(node.connectionDrain()).isEmpty());
    }

    @Test
    void eachBackendHasTheTimeOfItsSet() {
        LoadBalancerTiming timing = world.timing.loadBalancer().withConnectionDrain("balancer", "downloads", LONG);

        assertThat(membership("downloads").connectionDrain(timing)).isEqualTo(LONG);
        assertThat(membership("web").connectionDrain(timing)).isEqualTo(Duration.ofSeconds(90));
    }

    private BackendMembership membership(String set) {
        return new BackendMembership(
                world.balancer,
                set,
                Backend.builder("10.0.10.1", 80).build(),
                Duration.ofSeconds(90),
                BackendHealth.OK,
                SetOwner.PLAN);
    }
}
