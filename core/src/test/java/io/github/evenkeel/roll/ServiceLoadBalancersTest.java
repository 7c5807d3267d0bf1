package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Preview;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.NodeScope;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.run.PlannedServices;
import io.github.evenkeel.run.Turn;
import io.github.evenkeel.run.state.NodeAddresses;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Backend.Mode;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.BalancerExclusion;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.traffic.BackendMembership;
import io.github.evenkeel.traffic.BackendSetTraffic;
import io.github.evenkeel.traffic.DrainsUnderWay;
import io.github.evenkeel.traffic.KnownServices;
import io.github.evenkeel.traffic.NodesAtWork;
import io.github.evenkeel.traffic.ServingBackends;
import io.github.evenkeel.traffic.ServingBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A balancer that a service controller keeps for a Service of type LoadBalancer. */
class ServiceLoadBalancersTest {
    private static final String FIRST = "10.0.10.1";

    private final SmallWorld world = new SmallWorld(3);

    private UpgradeReport roll() {
        Roll roll = new Roll(SessionOpening.anew(world.spec()));
        roll.prepare();
        return roll.run();
    }

    private BalancerExclusion exclusionOf(String node) {
        return Objects.requireNonNull(world.nodes.get(node)).exclusion();
    }

    private void allIsAsItWas() {
        world.call("let time catch up");
        assertThat(world.nodes.values())
                .hasSize(3)
                .allSatisfy(node -> assertThat(node.exclusion()).isEqualTo(BalancerExclusion.NONE))
                .noneMatch(node -> node.cordon().on());
        assertThat(world.backends.values()).hasSize(3).allMatch(Backend::acceptsTraffic);
    }

    @Test
    void aNodeIsDrainedThenHeldOutByTheLabelAndItsSuccessorIsAwaited() {
        world.controller.begin();
        List<String> atTheDeletion = new ArrayList<>();
        world.before.put(
                "replace node", () -> atTheDeletion.add(world.backends.keySet().toString()));

        UpgradeReport report = roll();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.log.indexOf("drain " + FIRST + ":80")).isBetween(0, world.log.indexOf("exclude " + FIRST));
        assertThat(atTheDeletion).hasSize(3);
        assertThat(atTheDeletion.get(0)).doesNotContain(FIRST + ":80");
        assertThat(world.log).noneMatch(did -> did.startsWith("add ") || did.startsWith("remove "));
        allIsAsItWas();
        assertThat(report.nodes())
                .allSatisfy(node ->
                        assertThat(node.steps()).extracting(StepRecord::step).contains(Step.EXCLUDE_NODE));
    }

    @Test
    void withoutAServiceNoNodeGetsTheLabel() {
        UpgradeReport report = roll();

        assertThat(world.log).noneMatch(did -> did.startsWith("exclude"));
        assertThat(report.nodes())
                .allSatisfy(node ->
                        assertThat(node.steps()).extracting(StepRecord::step).doesNotContain(Step.EXCLUDE_NODE));
    }

    @Test
    void aLabelWithoutEffectIsTakenBackAndTold() {
        world.controller.begin();
        world.controller.stop();

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, this::roll);

        assertThat(stopped).hasMessageContainingAll(FIRST, "removed by the service controller within 5m");
        assertThat(stopped.upgradeReport().orElseThrow().nodes().get(0).result())
                .isEqualTo(NodeReport.Result.RESTORED);
        allIsAsItWas();
    }

    @Test
    void aNodeThatIsNotDeletedAfterAllIsPutBack() {
        world.controller.begin();
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, this::roll);

        NodeReport first = stopped.upgradeReport().orElseThrow().nodes().get(0);
        assertThat(first.result()).isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.log).contains("include " + FIRST);
        allIsAsItWas();
    }

    @Test
    void aCrashAtEveryMomentLeavesNoLabelAndNoDrain() {
        int moment = 0;
        boolean crashed = true;
        while (crashed) {
            SmallWorld another = new SmallWorld(2);
            another.controller.begin();
            another.crashAt(moment++);
            crashed = catchThrowable(() -> {
                        Roll roll = new Roll(SessionOpening.anew(another.spec()));
                        roll.prepare();
                        roll.run();
                    })
                    instanceof SmallWorld.Crash;
            another.crashAt(Integer.MAX_VALUE);
            if (crashed) {
                Roll again = new Roll(SessionOpening.toGoOn(another.spec()));
                again.prepare();
                assertThat(again.run().outcome()).as("moment " + moment).isEqualTo(UpgradeReport.Outcome.COMPLETED);
            }
            assertThat(another.nodes.values())
                    .as("moment " + moment)
                    .hasSize(2)
                    .allMatch(node -> node.exclusion().equals(BalancerExclusion.NONE))
                    .allMatch(node -> node.version().equals(Optional.of(SmallWorld.NEW)));
            assertThat(another.backends.values())
                    .as("moment " + moment)
                    .hasSize(2)
                    .allMatch(Backend::acceptsTraffic);
        }
        assertThat(moment).isGreaterThan(50);
    }

    @Test
    void aDrainThatARewriteClearsIsDoneAgain() {
        world.controller.begin();
        boolean[] done = {false};
        world.before.put("read volumes", () -> {
            if (!done[0]) {
                done[0] = true;
                world.backends.replaceAll((name, backend) -> backend.without(Mode.DRAIN));
                world.revision++;
            }
        });

        roll();

        assertThat(world.log.stream().filter(("drain " + FIRST + ":80")::equals))
                .hasSize(2);
        assertThat(world.log.lastIndexOf("drain " + FIRST + ":80")).isLessThan(world.log.indexOf("exclude " + FIRST));
    }

    @Test
    void theDrainOfAnotherNodeThatTheRewriteClearsIsMadeAgain() {
        world.controller.begin();
        PlanSpec spec = world.spec();
        NodeScope scope = SessionOpening.scope(spec);
        DrainsUnderWay drains = new DrainsUnderWay();
        Turn turn = new Turn();
        ServingBackends others = new ServingBackends(
                spec, scope, new ServingBaseline(Map.of(), any -> {}), () -> 2, new NodesAtWork(), drains, FIRST);
        BackendSetTraffic traffic =
                new BackendSetTraffic(spec, scope, balancer -> turn, new KnownServices(spec), drains, others);
        List<BackendMembership> first = traffic.at(new NodeAddresses(FIRST, List.of()));
        List<BackendMembership> second = traffic.at(new NodeAddresses("10.0.10.2", List.of()));
        second.forEach(membership -> traffic.drain(membership, List.of(), any -> {}, () -> {}));
        drains.begin(second);

        world.kubernetes.excludeFromLoadBalancers(Objects.requireNonNull(world.nodes.get(FIRST)), "run");
        traffic.awaitExclusion(first);

        assertThat(world.controller.writes()).isEqualTo(2);
        assertThat(Objects.requireNonNull(world.backends.get("10.0.10.2:80")).modes())
                .containsExactly(Mode.DRAIN);
        assertThat(drains.lastAgain(second)).contains(world.scheduler.elapsed());

        assertThat(drains.othersAreNotReadyBeside(first)).isTrue();
        drains.ready(second);
        assertThat(drains.othersAreNotReadyBeside(first)).isFalse();

        drains.end(second);
        world.kubernetes.includeInLoadBalancers(Objects.requireNonNull(world.nodes.get(FIRST)));
        traffic.awaitInclusion(first);

        assertThat(world.backends.values()).hasSize(3).allMatch(Backend::acceptsTraffic);
    }

    @Test
    void aNodeThatWasLeftOutBeforeKeepsItsLabelUntilItIsDeleted() {
        world.controller.begin();
        BalancerExclusion others = new BalancerExclusion(Optional.of("true"), Optional.empty());
        label(FIRST, others);
        world.controller.write();
        world.trouble.put("replace node", SmallWorld.rejected("replace node"));

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, this::roll);

        assertThat(stopped.upgradeReport().orElseThrow().nodes().get(0).result())
                .isEqualTo(NodeReport.Result.RESTORED);
        assertThat(exclusionOf(FIRST)).isEqualTo(others);
        assertThat(world.log).doesNotContain("exclude " + FIRST, "include " + FIRST);
    }

    @Test
    void aLabelThatSaysNoIsInTheWay() {
        world.controller.begin();
        label(FIRST, new BalancerExclusion(Optional.of("false"), Optional.empty()));

        assertThat(catchThrowableOfType(EvenkeelException.class, this::roll))
                .hasMessageContainingAll(FIRST, BalancerExclusion.LABEL, "value false of another client");

        assertThat(world.backends.values()).hasSize(3).allMatch(Backend::acceptsTraffic);
    }

    private void label(String name, BalancerExclusion exclusion) {
        ClusterNode node = Objects.requireNonNull(world.nodes.get(name));
        world.nodes.put(name, node.toBuilder().exclusion(exclusion).build());
    }

    @Test
    void theSuccessorOfANodeWithAPodNeedsNoneItself() {
        world.controller.beginLocal();
        world.unhealthyBackends.put("10.0.10.2:80", BackendHealth.CRITICAL);
        IntStream.range(4, 100)
                .forEach(i -> world.unhealthyBackends.put("10.0.10." + i + ":80", BackendHealth.CRITICAL));
        // The pod of the node that goes comes to one of the others.
        world.before.put(
                "replace node",
                () -> world.backends.keySet().forEach(backend -> world.unhealthyBackends.remove(backend)));

        UpgradeReport report = roll();

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void podsThatComeTogetherOnFewerNodesAreEnough() {
        SmallWorld four = new SmallWorld(4);
        four.controller.beginLocal();
        IntStream.range(5, 200)
                .forEach(i -> four.unhealthyBackends.put("10.0.10." + i + ":80", BackendHealth.CRITICAL));
        int[] deletions = {0};
        four.before.put("replace node", () -> {
            if (++deletions[0] == 2) {
                four.unhealthyBackends.clear(); // by now, pods have come to the first successor
            }
        });
        Roll roll = new Roll(SessionOpening.anew(four.spec()));
        roll.prepare();

        assertThat(roll.run().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aServiceThatThePlanDoesNotNameIsInTheWayUnlessItIsLeftOut() {
        world.controller.begin();
        world.services = PlannedServices.NONE.foundBy(service -> Optional.empty());

        assertThat(previewNamingNone().blockers()).anySatisfy(blocker -> assertThat(blocker.toString())
                .contains("Service shop/front", "which was not found", "withoutService"));

        world.services = world.services.without("shop/front");

        assertThat(previewNamingNone().blockers()).isEmpty();
        assertThat(previewNamingNone().warnings()).anySatisfy(warning -> assertThat(warning.toString())
                .contains("Service shop/front", "loses each node without a drain"));
    }

    @Test
    void aServiceOfAnotherClassIsNotLookedForAndTold() {
        world.controller.begin();
        world.controller.loadBalancerClass = "example.com/inner";
        List<String> searched = new ArrayList<>();
        world.services = PlannedServices.NONE.foundBy(service -> {
            searched.add(service.path());
            return Optional.empty();
        });

        Preview preview = previewNamingNone();

        assertThat(preview.blockers()).isEmpty();
        assertThat(searched).isEmpty();
        assertThat(preview.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("Service shop/front", "loadBalancerClass example.com/inner", "withLoadBalancer"));
    }

    private Preview previewNamingNone() {
        PlanSpec spec = world.spec();
        return new Roll(SessionOpening.toLook(spec.through(spec.cluster(), spec.workloads(), List.of()))).preview();
    }
}
