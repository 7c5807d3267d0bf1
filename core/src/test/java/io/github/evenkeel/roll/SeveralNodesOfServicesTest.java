package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.Rollout;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several nodes at once, and nodes that the run adds, in a set that a service controller keeps. */
class SeveralNodesOfServicesTest {
    private static final int NODES = 4;
    private static final String FIRST = "10.0.10.1";

    private final SmallWorld world = new SmallWorld(NODES);

    private void roll(Rollout rollout) {
        world.rollout = rollout;
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        world.call("let time catch up");
        assertThat(world.nodes.values()).hasSize(NODES).allSatisfy(node -> assertThat(node.exclusion())
                .isEqualTo(BalancerExclusion.NONE));
        assertThat(world.backends.values()).hasSize(NODES).allMatch(Backend::acceptsTraffic);
    }

    /** The controller adds their backends before the run has drained anything. */
    @Test
    void backendsOfAddedNodesAreNotAmongThoseThatServedBefore() {
        world.controller.begin();

        roll(Rollout.maxSurge(2));

        assertThat(world.log).contains("size " + (NODES + 2));
    }

    /** Its connections have had no time when the label is asked for again. */
    @Test
    void aDrainThatIsClearedWhileTheLabelIsRefusedIsMadeAgain() {
        world.controller.begin();
        List<Duration> asked = new ArrayList<>();
        world.before.put("exclude", () -> {
            asked.add(world.scheduler.elapsed());
            if (asked.size() == 1) {
                world.backends.replaceAll((name, backend) -> backend.without(Mode.DRAIN));
                world.revision++;
                throw ServiceException.of(ServiceException.Outcome.THROTTLED, "exclude", "too many requests");
            }
        });

        roll(Rollout.oneAtATime());

        assertThat(world.log.stream().filter(("drain " + FIRST + ":80")::equals))
                .hasSize(2);
        assertThat(asked.get(1).minus(asked.get(0))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    /** The controller may be about to add it. */
    @Test
    void aNodeWithoutABackendGetsTheLabel() {
        world.controller.begin();
        world.backends.remove(FIRST + ":80");
        world.revision++;

        roll(Rollout.oneAtATime());

        assertThat(world.log).contains("exclude " + FIRST);
    }
}
