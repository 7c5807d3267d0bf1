package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.DrainPolicy;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Preview;
import io.github.evenkeel.RunHandedOverException;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.run.Acknowledgements;
import io.github.evenkeel.run.Durability;
import io.github.evenkeel.run.OwnPod;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PodSelector;
import io.github.evenkeel.spi.Pods;
import io.github.evenkeel.spi.RunLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run whose own pod is on a node that it rolls. */
class HandOverTest {
    private static final String OWN_NODE = "10.0.10.1";
    private static final Owner JOB = Pods.owner("Job", "evenkeel");

    private final SmallWorld world = new SmallWorld(3);
    private final SmallLock lock = new SmallLock();

    HandOverTest() {
        world.pod("evenkeel-1", JOB, OWN_NODE);
    }

    private PlanSpec spec(@Nullable Journal journal, @Nullable RunLock its, String ownPod) {
        return world.spec(
                new Durability(journal, its, null, null, Acknowledgements.NOTHING, new OwnPod("shop", ownPod)));
    }

    private PlanSpec spec(String ownPod) {
        return spec(new ClusterJournal(world.journal), lock, ownPod);
    }

    private static UpgradeReport roll(RunSession session) {
        Roll roll = new Roll(session);
        roll.prepare();
        return roll.run();
    }

    private RunHandedOverException handsOver() {
        return catchThrowableOfType(RunHandedOverException.class, () -> roll(SessionOpening.anew(spec("evenkeel-1"))));
    }

    private UpgradeReport nextPod() {
        world.pod("evenkeel-2", JOB, "10.0.10.2");
        return roll(SessionOpening.toGoOn(spec("evenkeel-2")));
    }

    private List<String> logged(String verb) {
        return world.log.stream().filter(line -> line.startsWith(verb + " ")).toList();
    }

    private Preview preview(PlanSpec spec) {
        return new Roll(SessionOpening.toLook(spec)).preview();
    }

    @Test
    void itsNodeGoesLastAndThePreviewSaysWhy() {
        List<PlannedStep> drains = preview(spec("evenkeel-1")).steps().stream()
                .filter(step -> step.step().equals(Step.EVICT))
                .toList();

        assertThat(drains)
                .extracting(PlannedStep::object)
                .containsExactly("node 10.0.10.2", "node 10.0.10.3", "node " + OWN_NODE);
        assertThat(drains.get(2).reason())
                .contains("last of all nodes, as the run's own pod shop/evenkeel-1 is on it", "hands the run over");
        assertThat(drains.get(0).reason()).doesNotContain("own pod");
    }

    @Test
    void theNextPodFinishesTheNodeThatItsEvictionLeaves() {
        RunHandedOverException handedOver = handsOver();

        assertThat(handedOver).hasMessageContaining("shop/evenkeel-1").hasMessageContaining("the next pod recovers");
        UpgradeReport first = handedOver.upgradeReport().orElseThrow();
        assertThat(first.outcome()).isEqualTo(UpgradeReport.Outcome.HANDED_OVER);
        assertThat(first.failure()).isEmpty();
        assertThat(first.nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.REPLACED, NodeReport.Result.REPLACED, NodeReport.Result.UNFINISHED);
        assertThat(logged("evict")).last().isEqualTo("evict evenkeel-1");
        assertThat(logged("uncordon")).isEmpty();
        assertThat(lock.holder()).as("the next pod need not wait for its term").isEmpty();
        List<String> before = List.copyOf(world.log);

        assertThat(nextPod().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);

        assertThat(world.log.subList(before.size(), world.log.size()))
                .noneMatch(line -> line.startsWith("drain") || line.startsWith("evict web-1"));
        assertThat(world.nodes).hasSize(3).doesNotContainKey(OWN_NODE);
        assertThat(world.members)
                .allMatch(member -> member.version().orElseThrow().equals(SmallWorld.NEW));
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void anEvictionWhoseAnswerIsLostHandsItOverToo() {
        world.before.put("evict", () -> {
            if (logged("evict").contains("evict web-1")) {
                world.loseAnswer("evict");
            }
        });

        assertThat(handsOver()).isNotNull();

        assertThat(logged("evict")).endsWith("evict web-1", "evict evenkeel-1");
        world.before.clear();
        assertThat(nextPod().outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    @Test
    void aPodThatAnotherClientEvictsMeanwhileHandsItOverAtOnce() {
        world.before.put("evict", () -> {
            if (logged("cordon").contains("cordon " + OWN_NODE)) {
                world.pods.computeIfPresent("evenkeel-1", (name, pod) -> Pods.leaving(pod));
            }
        });

        assertThat(handsOver()).isNotNull();

        assertThat(logged("evict")).contains("evict web-1").doesNotContain("evict evenkeel-1");
        assertThat(logged("uncordon")).isEmpty();
        assertThat(nextPodAfter("evenkeel-1").outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
    }

    private UpgradeReport nextPodAfter(String gone) {
        world.before.clear();
        world.pods.remove(gone);
        return nextPod();
    }

    /** It would wait for itself. */
    @Test
    void thePolicyDoesNotWaitForTheRunsOwnJobToFinish() {
        PlanSpec patient = withPolicy(DrainPolicy.defaults().lettingJobsFinish(Duration.ofMinutes(10)));
        PlanSpec plain = new HandOverTest().spec("evenkeel-1");

        assertThat(timeOf(patient)).isEqualTo(timeOf(plain));
    }

    private static Duration timeOf(PlanSpec spec) {
        Duration begin = spec.scheduler().elapsed();
        assertThatThrownBy(() -> roll(SessionOpening.anew(spec))).isInstanceOf(RunHandedOverException.class);
        return spec.scheduler().elapsed().minus(begin);
    }

    private PlanSpec withPolicy(DrainPolicy policy) {
        PlanSpec spec = spec("evenkeel-1");
        return new PlanSpec(
                spec.cluster(),
                spec.workloads(),
                spec.loadBalancers(),
                spec.target(),
                spec.pools(),
                spec.probes(),
                spec.listeners(),
                spec.timing(),
                policy,
                spec.rollout(),
                spec.scheduler(),
                spec.continuity(),
                spec.gates(),
                spec.scope(),
                spec.stepTimes(),
                spec.services(),
                spec.inventory());
    }

    private void refused(PlanSpec spec, String... words) {
        assertThat(preview(spec).blockers())
                .anySatisfy(finding -> assertThat(finding.toString()).contains(words));
        assertThat(world.log).isEmpty();
    }

    @Test
    void whatIsMissingForTheNextPodIsNamed() {
        refused(
                spec(null, null, "evenkeel-1"),
                "own pod shop/evenkeel-1 on node " + OWN_NODE,
                "no journal, and no lock",
                "withJournal");
        refused(spec(world.journal, lock, "evenkeel-1"), "a journal of scope PROCESS in memory");
        refused(spec(new ClusterJournal(world.journal), null, "evenkeel-1"), "found no lock");
    }

    @Test
    void aPodThatIsNotInTheClusterIsRefused() {
        refused(spec("$(POD_NAME)"), "own pod shop/$(POD_NAME)", "no such pod", "POD_NAMESPACE and POD_NAME");
    }

    @Test
    void aPodThatHasNoNextOneIsRefused() {
        world.pods.computeIfPresent(
                "evenkeel-1", (name, pod) -> pod.toBuilder().controller(null).build());
        refused(spec("evenkeel-1"), "has no controller: no next pod would come");

        world.pod("evenkeel-1", JOB, OWN_NODE);
        world.pods.computeIfPresent("evenkeel-1", (name, pod) -> pod.toBuilder()
                .traits(Set.of(Pod.Trait.READY, Pod.Trait.TOLERATES_CORDON))
                .build());
        refused(spec("evenkeel-1"), "tolerates the cordon");

        world.pod("evenkeel-1", JOB, OWN_NODE);
        refused(
                withPolicy(DrainPolicy.defaults().skipping(PodSelector.ofLabels(Map.of("app", "web")))),
                "would end with its node");
    }

    @Test
    void aPodWhoseNodeIsNotRolledNeedsNeither() {
        world.pod("evenkeel-1", JOB, world.addNode(SmallWorld.NEW));

        assertThat(preview(spec(null, null, "evenkeel-1")).blockers())
                .noneMatch(finding -> finding.toString().contains("own pod"));
    }

    /** The journal of a world, as one that is kept in the cluster. */
    private record ClusterJournal(Journal journal) implements Journal {
        @Override
        public String place() {
            return "shop/evenkeel";
        }

        @Override
        public Scope scope() {
            return Scope.CLUSTER;
        }

        @Override
        public Contents read() {
            return journal.read();
        }

        @Override
        public Writer open(String writer, Contents seen, Map<String, String> first) {
            return journal.open(writer, seen, first);
        }
    }
}
