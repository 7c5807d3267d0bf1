package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.Failure;
import io.github.evenkeel.Finding;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlanRefusedException;
import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Preview;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.run.UpgradeScope;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.PoolNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several upgrades of the control plane with one roll of the nodes, on virtual time. */
class ControlPlaneHopsTest {
    private static final KubernetesVersion V132 = KubernetesVersion.parse("v1.32.6");
    private static final KubernetesVersion V133 = KubernetesVersion.parse("v1.33.1");
    private static final KubernetesVersion V134 = KubernetesVersion.parse("v1.34.1");
    private static final KubernetesVersion V135 = KubernetesVersion.parse("v1.35.1");

    private final SmallWorld world = new SmallWorld(2);
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes).withLoadBalancer(world.balancer),
                    world.scheduler)
            .toVersion("v1.34.1");
    private final UpgradePlan hops = plan.withControlPlaneHops();

    ControlPlaneHopsTest() {
        world.offers.putAll(Map.of(
                31, List.of(KubernetesVersion.parse("v1.31.9"), SmallWorld.NEW, V132),
                32, List.of(V133),
                33, List.of(V134),
                34, List.of(V135)));
        world.replacementsRun = V134;
    }

    private static UpgradeReport roll(UpgradePlan plan) throws InterruptedException {
        try (Upgrade upgrade = plan.rollNodes()) {
            return upgrade.await();
        }
    }

    private static Failure failure(UpgradePlan plan) {
        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> roll(plan));
        return Objects.requireNonNull(failed).failure().orElseThrow();
    }

    private static Finding blocker(UpgradePlan plan) {
        List<Finding> blockers = plan.preview().blockers();
        assertThat(blockers).hasSize(1);
        return blockers.get(0);
    }

    private List<String> upgrades() {
        return world.log.stream()
                .filter(line -> line.equals("control plane") || line.startsWith("delete"))
                .toList();
    }

    private void requireUntouched() {
        assertThat(world.allServe()).isTrue();
        assertThat(world.poolVersion).isEqualTo(SmallWorld.OLD);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(SmallWorld.OLD));
    }

    @Test
    void theControlPlaneTakesSeveralVersionsAndTheNodesAreRolledOnce() throws Exception {
        List<KubernetesVersion> versions = new ArrayList<>();
        world.before.put("upgrade control plane", () -> versions.add(world.controlPlane));

        UpgradeReport report = roll(hops);

        assertThat(versions).containsExactly(SmallWorld.OLD, V132, V133);
        assertThat(world.controlPlane).isEqualTo(V134);
        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(report.nodes()).hasSize(2).extracting(NodeReport::result).containsOnly(NodeReport.Result.REPLACED);
        assertThat(report.preparation())
                .extracting(StepRecord::step)
                .filteredOn(Step.UPGRADE_CONTROL_PLANE::equals)
                .hasSize(3);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(V134));
        assertThat(upgrades().subList(0, 3)).containsOnly("control plane");
    }

    @Test
    void theImageMayComeWithTheControlPlane() throws Exception {
        world.imagesComeEarly = false;

        Preview preview = hops.preview();
        assertThat(preview.canRoll()).isTrue();
        assertThat(preview.steps())
                .filteredOn(step -> step.step().equals(Step.UPDATE_NODE_POOL))
                .extracting(PlannedStep::reason)
                .singleElement()
                .asString()
                .contains("an image that is looked for when the control plane has that version");
        assertThat(preview.checkedLater())
                .anySatisfy(finding -> assertThat(finding.toString()).contains("node pool", "no image", "v1.34.1"));

        assertThat(roll(hops).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aPreviewSaysWhatIsCheckedLater() {
        Preview preview = hops.preview();

        assertThat(preview.blockers()).isEmpty();
        assertThat(preview.steps())
                .filteredOn(step -> step.step().equals(Step.UPGRADE_CONTROL_PLANE))
                .extracting(PlannedStep::object)
                .containsExactly(
                        "to v1.32.6",
                        "to v1.33, if the service offers it by then",
                        "to v1.34.1, if the service offers it by then");
        assertThat(preview.checkedLater())
                .extracting(Finding::expected)
                .containsExactly("an offer of v1.33", "an offer of v1.34.1");
        assertThat(preview.warnings()).noneMatch(finding -> finding.severity() == Finding.Severity.CHECKED_LATER);
    }

    @Test
    void withoutTheOptionATargetThatIsFarAwayIsRefused() {
        assertThat(blocker(plan).toString())
                .contains("v1.31.1", "one minor version at a time", "withControlPlaneHops()");
        assertThat(catchThrowableOfType(PlanRefusedException.class, () -> roll(plan)))
                .isNotNull();
        assertThat(upgrades()).isEmpty();
    }

    @Test
    void aFirstHopThatIsNotOfferedIsRefused() {
        world.offers.put(31, List.of(KubernetesVersion.parse("v1.31.9")));

        assertThat(blocker(hops).toString()).contains("offered now: v1.31.9", "an offer of v1.32", "the next version");
        assertThat(catchThrowableOfType(PlanRefusedException.class, () -> roll(hops)))
                .isNotNull();
        assertThat(upgrades()).isEmpty();
    }

    @Test
    void aLaterHopThatIsNotOfferedStopsTheRunBeforeANode() {
        world.offers.put(33, List.of());

        Failure failure = failure(hops);

        assertThat(failure.toString()).contains("an offer of v1.34.1", "ACTIVE at v1.33.1", "offered: nothing");
        assertThat(failure.manualSteps()).singleElement().asString().contains("v1.33.1", "No node was touched");
        assertThat(upgrades()).hasSize(2);
        assertThat(world.controlPlane).isEqualTo(V133);
        requireUntouched();
    }

    /** A gate takes its time: what was on offer when the hop was chosen may not be when it is made. */
    @Test
    void anOfferThatIsWithdrawnWhileAGateIsAskedHoldsTheHop() {
        Gate withdrawing = Gate.of("withdrawing", request -> {
            if (request.version().filter(V133::equals).isPresent()) {
                world.offers.put(32, List.of());
            }
            return GateDecision.proceed();
        });

        Failure failure = failure(hops.withGate(withdrawing));

        assertThat(failure.toString()).contains("an offer of v1.33.1", "ACTIVE at v1.32", "offered: nothing");
        assertThat(upgrades()).hasSize(1);
        requireUntouched();
    }

    @Test
    void nodesThatWouldBeTooOldForTheTargetAreRefused() {
        UpgradePlan far = hops.toVersion("v1.35.1");

        assertThat(far.preview().blockers()).hasSize(2).allSatisfy(finding -> assertThat(finding.toString())
                .contains("node 10.0.10.", "v1.31.1", "at most 3 minor versions behind v1.35.1"));
    }

    @Test
    void aNodeThatCameMeanwhileAndIsTooOldHoldsTheNextHop() {
        world.before.put("upgrade control plane", () -> {
            if (world.controlPlane.equals(V132)) {
                world.nodes.put(
                        "old",
                        Objects.requireNonNull(world.nodes.get("10.0.10.1")).toBuilder()
                                .uid("uid-old")
                                .name("old")
                                .version(KubernetesVersion.parse("v1.30.1"))
                                .build());
            }
        });

        Failure failure = failure(hops);

        assertThat(failure.toString()).contains("node old", "at most 3 minor versions behind v1.34.1", "v1.30.1");
        assertThat(world.controlPlane).isEqualTo(V133);
        requireUntouched();
    }

    @Test
    void allNodesAreReadyBeforeTheFirstHop() {
        world.nodes.computeIfPresent("10.0.10.2", (name, node) -> notReady(node));

        assertThat(hops.preview().blockers()).anySatisfy(finding -> assertThat(finding.toString())
                .contains("node 10.0.10.2", "before the control plane is upgraded in hops"));
    }

    @Test
    void aHopWaitsUntilAllNodesAreReady() throws Exception {
        ClusterNode well = Objects.requireNonNull(world.nodes.get("10.0.10.2"));
        world.before.put("upgrade control plane", () -> {
            if (world.controlPlane.equals(SmallWorld.OLD)) {
                world.nodes.put(well.name(), notReady(well));
                world.later(900, () -> world.nodes.put(well.name(), well));
            } else {
                assertThat(world.nodes.values()).allMatch(ClusterNode::ready);
            }
        });

        assertThat(roll(hops).outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.controlPlane).isEqualTo(V134);
    }

    private static ClusterNode notReady(ClusterNode node) {
        return node.toBuilder()
                .conditions(Map.of("Ready", ClusterNode.Condition.FALSE))
                .build();
    }

    @Test
    void gatesAreAskedBeforeEachHop() throws Exception {
        List<String> asked = new ArrayList<>();
        roll(hops.withGate(Gate.of("gate", request -> {
            asked.add(request.about() + " " + world.controlPlane);
            return GateDecision.proceed();
        })));

        assertThat(asked)
                .startsWith(
                        "control plane to v1.32.6 v1.31.1",
                        "control plane to v1.33.1 v1.32.6",
                        "control plane to v1.34.1 v1.33.1");
    }

    @Test
    void anotherProcessGoesOnFromTheVersionThatTheClusterHas() {
        for (int moment = 0; ; moment++) {
            ControlPlaneHopsTest other = new ControlPlaneHopsTest();
            if (!other.recoversFrom(moment)) {
                assertThat(moment).isGreaterThan(60);
                return;
            }
        }
    }

    private boolean recoversFrom(int moment) {
        world.target = V134;
        world.scope = UpgradeScope.ALL.inHops();
        world.imagesComeEarly = false;
        world.crashAt(moment);
        try {
            run(SessionOpening.anew(world.spec()));
            return false;
        } catch (SmallWorld.Crash e) {
            world.crashAt(Integer.MAX_VALUE);
        }

        UpgradeReport report = run(SessionOpening.toGoOn(world.spec()));

        assertThat(report.outcome()).as("crash at %s", moment).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(world.controlPlane).isEqualTo(V134);
        assertThat(world.members).extracting(PoolNode::version).containsOnly(Optional.of(V134));
        assertThat(upgrades().stream().filter("control plane"::equals))
                .as("crash at %s", moment)
                .hasSize(3);
        return true;
    }

    private static UpgradeReport run(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }
}
