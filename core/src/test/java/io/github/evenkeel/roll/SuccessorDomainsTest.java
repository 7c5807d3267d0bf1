package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.Timing;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.PoolNode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Successors in availability domains that the service chooses, of nodes that are deleted at a time. */
class SuccessorDomainsTest {
    private final SmallWorld world = new SmallWorld(4);

    /** Whichever of the first two looks first. */
    @ParameterizedTest
    @ValueSource(strings = {"10.0.10.1", "10.0.10.2"})
    void aNodeInAnotherDomainIsLeftToADeletedNodeWithoutVolumes(String withoutVolumes) {
        world.timing = Timing.defaults().withReplacement(its -> its.withNode(Duration.ofHours(1)));
        world.rollout = Rollout.maxUnavailable(2);
        world.pods.replaceAll(
                (name, pod) -> pod.nodeName().filter(withoutVolumes::equals).isPresent()
                        ? Pods.on(withoutVolumes, Pods.of(name, pod.controller().orElse(null)))
                        : pod);
        world.replacementsArrive = false;
        world.before.put("read pool", this::addOnceBothAreGone);

        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        UpgradeReport report = roll.run();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        String elsewhere = world.members.stream()
                .filter(SuccessorDomainsTest::isElsewhere)
                .map(PoolNode::name)
                .findFirst()
                .orElseThrow();
        assertThat(report.nodes())
                .filteredOn(node -> node.replacement().filter(elsewhere::equals).isPresent())
                .extracting(NodeReport::node)
                .containsExactly(withoutVolumes);
    }

    private void addOnceBothAreGone() {
        if (world.members.size() == 2) {
            world.before.remove("read pool");
            world.later(
                    60,
                    () -> { // both have looked, and know that they are gone
                        world.replacementsArrive = true;
                        world.add();
                        int last = world.members.size() - 1;
                        world.members.set(
                                last,
                                world.members.get(last).toBuilder()
                                        .availabilityDomain("AD-2")
                                        .build());
                    });
            world.later(90, world::add);
        }
    }

    private static boolean isElsewhere(PoolNode member) {
        return member.availabilityDomain().filter("AD-2"::equals).isPresent();
    }
}
