package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.DisruptionBudget;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.NodeWatch;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.Purpose;
import io.github.evenkeel.spi.ScaleDown;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.spi.Taint;
import io.github.evenkeel.spi.Workloads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run expects of the Kubernetes side of a cluster. */
public abstract class WorkloadsContract {
    private static final String NODE = "10.0.10.11";
    private static final String OTHER_NODE = "10.0.10.12";
    private static final String NO_NODE = "10.0.10.99";
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private WorkloadsFixture fixture;
    private Workloads port;
    private ContractNode node;

    /** For subclasses. */
    protected WorkloadsContract() {}

    /** Starts a cluster without pods and budgets. It may have nodes. */
    protected abstract WorkloadsFixture fixture();

    @BeforeEach
    final void start() {
        fixture = fixture();
        port = fixture.port();
        node = new ContractNode(fixture, NODE);
        fixture.addNode(NODE, "instance-a");
        fixture.addNode(OTHER_NODE, "instance-b");
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    @Test
    void allThatADrainNeedsIsPermitted() {
        assertEquals(List.of(), port.missingPermissions(Purpose.DRAIN));
        assertEquals(List.of(), port.missingPermissions(Purpose.DELETE_PAST_BUDGETS));
        assertEquals(List.of(), port.missingPermissions(Purpose.SURGE_SINGLE_REPLICAS));
    }

    /** A port that does not know them is not asked for them. */
    @Test
    void theDeprecatedApisInUseAreThoseThatAReleaseRemoves() {
        Optional<DeprecatedApi> requested = fixture.requestDeprecatedApis();

        Optional<List<DeprecatedApi>> known = port.deprecatedApis();

        assertTrue(requested.isEmpty() || known.isPresent(), "what is requested is known");
        known.ifPresent(apis -> assertEquals(requested.stream().toList(), apis));
    }

    // Nodes

    /** By the clock that sets the time of creation: no clock of the test's own counts. */
    @Test
    void theTimeOfTheServerIsThatOfTheObjectsThatItCreates() {
        Instant created = node().created().orElseThrow();

        Instant time = port.time().orElseThrow();

        assertFalse(time.plus(SOME_SECONDS).isBefore(created), "created at " + created + ", and it is " + time);
        assertTrue(
                time.isBefore(created.plus(Duration.ofMinutes(10))), "created at " + created + ", and it is " + time);
    }

    @Test
    void aNodeIsReadByItsNameAndAmongAll() {
        ClusterNode node = node();

        assertEquals(NODE, node.name());
        assertTrue(node.hasInstance("instance-a"));
        assertTrue(node.has(NODE));
        assertTrue(node.ready());
        assertTrue(node.created().isPresent(), "when it joined is known");
        assertEquals(Cordon.NONE, node.cordon());
        assertTrue(port.nodes().contains(node));
        assertEquals(Optional.empty(), port.node(NO_NODE));
    }

    @Test
    void aNodeIsFoundByTheInstanceThatItIs() {
        ClusterNode node = node();

        assertEquals(Optional.of(node), port.nodeOf(member("instance-a", "oke-1", NODE)));
        assertEquals(Optional.of(node), port.nodeOf(member("instance-a", "oke-1", null)));
        assertEquals(Optional.empty(), port.nodeOf(member("instance-c", "oke-1", NODE)));
        assertEquals(Optional.empty(), port.nodeOf(member("instance-c", NODE, NODE)));
        assertEquals(Optional.empty(), port.nodeOf(member(null, NODE, NODE)));
    }

    @Test
    void aNodeThatIsGoneIsNotReadAndTheNextOfItsNameIsAnother() {
        ClusterNode gone = node();
        fixture.removeNode(NODE);
        fixture.await("the node is gone", () -> port.node(NODE).isEmpty());
        assertEquals(Optional.empty(), port.nodeOf(member("instance-a", "oke-1", NODE)));

        fixture.addNode(NODE, "instance-c");

        assertNotEquals(gone.uid(), node().uid());
        assertTrue(node().hasInstance("instance-c"));
        assertEquals(Optional.empty(), port.nodeOf(member("instance-a", "oke-1", NODE)));
    }

    @Test
    void aHoldIsReadWithItsReason() {
        assertEquals(Optional.empty(), node().hold());

        fixture.holdNode(NODE, "data is being moved");
        fixture.await("a hold", () -> node().hold().isPresent());

        assertEquals(Optional.of("data is being moved"), node().hold());
        assertEquals(Optional.empty(), port.node(OTHER_NODE).orElseThrow().hold());
        assertEquals(
                node().hold(),
                port.nodeOf(member("instance-a", "oke-1", NODE)).orElseThrow().hold());

        fixture.holdNode(NODE, "false");
        fixture.await("no hold", () -> node().hold().isEmpty());
    }

    // The cluster autoscaler

    @Test
    void aNodeIsKeptFromTheAutoscalerWithItsOwnersMarkAndGivenBackWithoutIt() {
        ClusterNode before = node();
        assertEquals(ScaleDown.ALLOWED, before.scaleDown());

        disableScaleDown();

        assertEquals(ScaleDown.disabledBy("run-7"), node().scaleDown());
        assertTrue(node().scaleDown().isDisabled());
        assertNotEquals(before.revision(), node().revision());
        assertEquals(ScaleDown.ALLOWED, port.node(OTHER_NODE).orElseThrow().scaleDown());
        assertEquals(Cordon.NONE, node().cordon());
        disableScaleDown();
        assertEquals(ScaleDown.disabledBy("run-7"), node().scaleDown());

        enableScaleDown();

        assertEquals(ScaleDown.ALLOWED, node().scaleDown());
        enableScaleDown();
        assertEquals(ScaleDown.ALLOWED, node().scaleDown());
    }

    @Test
    void anAnnotationOfAnotherClientStaysAsItIs() {
        for (String value : List.of("true", "false")) {
            fixture.setScaleDownDisabled(NODE, value);
            ScaleDown others = new ScaleDown(Optional.of(value), Optional.empty());
            fixture.await("the annotation", () -> others.equals(node().scaleDown()));

            disableScaleDown();
            assertEquals(others, node().scaleDown());
            enableScaleDown();
            assertEquals(others, node().scaleDown());
        }
    }

    @Test
    void aNodeThatHasChangedSinceItWasReadIsNotKeptAndNotGivenBack() {
        ClusterNode old = node();
        fixture.changeNode(NODE);

        Refused.with(Outcome.CONFLICT, () -> port.disableScaleDown(old, "run-7"));

        assertEquals(ScaleDown.ALLOWED, node().scaleDown());
        disableScaleDown();
        ClusterNode kept = node();
        fixture.holdNode(NODE, "not now");

        Refused.with(Outcome.CONFLICT, () -> port.enableScaleDown(kept));

        assertEquals(ScaleDown.disabledBy("run-7"), node().scaleDown());
    }

    // Taints

    @Test
    void aTaintIsAddedAndRemovedAndTheOthersStay() {
        List<Taint> none = node().taints();
        port.addTaint(node(), Taint.OUTDATED);
        assertEquals(List.of(Taint.OUTDATED), node().taints());
        port.addTaint(node(), Taint.OUTDATED);
        assertEquals(List.of(Taint.OUTDATED), node().taints());
        assertEquals(none, port.node(OTHER_NODE).orElseThrow().taints());

        fixture.taintNode(NODE);
        fixture.await("the other taint", () -> node().taints().size() == 2);
        port.removeTaint(node(), Taint.OUTDATED);
        List<Taint> others = List.of(new Taint("dedicated", "shop", Taint.Effect.NO_SCHEDULE));
        assertEquals(others, node().taints());
        port.removeTaint(node(), Taint.OUTDATED);
        assertEquals(others, node().taints());
        port.addTaint(node(), Taint.OUTDATED);
        assertEquals(List.of(others.get(0), Taint.OUTDATED), node().taints());
        assertEquals(Cordon.NONE, node().cordon());
    }

    @Test
    void aNodeThatHasChangedSinceItWasReadIsNotTainted() {
        ClusterNode old = node();
        fixture.changeNode(NODE);
        Refused.with(Outcome.CONFLICT, () -> port.addTaint(old, Taint.OUTDATED));
        assertEquals(List.of(), node().taints());

        port.addTaint(node(), Taint.OUTDATED);
        ClusterNode tainted = node();
        fixture.holdNode(NODE, "not now");
        Refused.with(Outcome.CONFLICT, () -> port.removeTaint(tainted, Taint.OUTDATED));
        assertEquals(List.of(Taint.OUTDATED), node().taints());
    }

    // Cordons

    @Test
    void aCordonIsMarkedWithItsOwnerAndTakenAwayWithItsMark() {
        ClusterNode before = node();
        cordon("run-7");

        assertEquals(Cordon.by("run-7"), node().cordon());
        assertEquals(before.uid(), node().uid());
        assertNotEquals(before.revision(), node().revision());
        assertEquals(Cordon.NONE, port.node(OTHER_NODE).orElseThrow().cordon());

        uncordon();

        assertEquals(Cordon.NONE, node().cordon());
    }

    @Test
    void aCordonThatIsThereAlreadyStaysAndSoDoesAnOpenNode() {
        cordon("run-7");
        cordon("run-7");
        assertEquals(Cordon.by("run-7"), node().cordon());

        uncordon();
        uncordon();
        assertEquals(Cordon.NONE, node().cordon());
    }

    @Test
    void aNodeThatHasChangedSinceItWasReadIsNotCordoned() {
        ClusterNode old = node();
        fixture.changeNode(NODE);

        Refused.with(Outcome.CONFLICT, () -> port.cordon(old, "run-7"));

        assertEquals(Cordon.NONE, node().cordon());
    }

    @Test
    void aNodeThatHasChangedSinceItWasReadIsNotUncordoned() {
        cordon("run-7");
        ClusterNode old = node();
        fixture.changeNode(NODE);

        Refused.with(Outcome.CONFLICT, () -> port.uncordon(old));

        assertEquals(Cordon.by("run-7"), node().cordon());
    }

    @Test
    void anotherNodeOfTheSameNameIsNotCordoned() {
        ClusterNode gone = node();
        fixture.removeNode(NODE);
        fixture.await("the node is gone", () -> port.node(NODE).isEmpty());
        Refused.with(Outcome.NOT_FOUND, () -> port.cordon(gone, "run-7"));

        fixture.addNode(NODE, "instance-c");

        Refused.with(Outcome.CONFLICT, () -> port.cordon(gone, "run-7"));
        Refused.with(Outcome.CONFLICT, () -> port.uncordon(gone));
        assertEquals(Cordon.NONE, node().cordon());
    }

    // Pods

    @Test
    void thePodsOfANodeAreThoseThatAreBoundToIt() {
        Pod here = fixture.addPod("web-1", NODE);
        Pod there = fixture.addPod("web-2", OTHER_NODE);

        assertEquals(List.of(here), port.podsOn(NODE));
        assertEquals(List.of(there), port.podsOn(OTHER_NODE));
        assertEquals(List.of(), port.podsOn(NO_NODE));
        assertEquals(Set.of(here, there), Set.copyOf(port.pods()));
        assertEquals("default/web-1", here.path());
        assertEquals(Optional.of(NODE), here.nodeName());
        assertEquals("web", here.labels().get("app"));
        assertEquals(Pod.Phase.RUNNING, here.phase());
        assertTrue(here.is(Pod.Trait.READY));
        assertFalse(here.is(Pod.Trait.MIRROR));
        assertFalse(here.terminating());
        assertEquals(GRACE, here.grace());
        assertEquals(1, here.addresses().size());
        assertNotEquals(here.addresses(), there.addresses());
        assertFalse(here.is(Pod.Trait.READINESS_GATE));
        assertFalse(here.is(Pod.Trait.PRE_STOP));
    }

    // Evictions

    @Test
    void anEvictedPodIsOnItsWayOutWithItsOwnGrace() {
        Pod pod = fixture.addPod("web-1", NODE);
        Pod other = fixture.addPod("web-2", NODE);
        Instant before = fixture.now();

        assertEquals(Verdict.ACCEPTED, port.evict(pod).verdict());

        Instant due = seen(pod).deletionDue().orElseThrow();
        assertFalse(due.isBefore(before.plus(GRACE).minusSeconds(2)), () -> due + " is too soon");
        assertFalse(due.isAfter(fixture.now().plus(GRACE).plusSeconds(2)), () -> due + " is too late");
        assertFalse(seen(other).terminating());
    }

    @Test
    void anEvictionThatIsAskedForAgainIsAcceptedAndChangesNothing() {
        Pod pod = fixture.addPod("web-1", NODE);
        fixture.addBudget(0);
        fixture.await("a count", () -> budget().healthy() == 1);
        port.evict(pod);
        Optional<Instant> due = seen(pod).deletionDue();

        assertEquals(Verdict.ACCEPTED, port.evict(pod).verdict());

        assertEquals(due, seen(pod).deletionDue());
    }

    @Test
    void aPodThatIsNotThereIsGone() {
        Pod gone = fixture.addPod("web-1", NODE);
        fixture.removePod(gone);

        assertEquals(Verdict.GONE, port.evict(gone).verdict());
        assertEquals(Verdict.GONE, port.dryRunEviction(gone).verdict());
        port.delete(gone);
    }

    @Test
    void anotherPodOfTheSameNameStays() {
        Pod gone = fixture.addPod("web-1", NODE);
        fixture.removePod(gone);
        Pod next = fixture.addPod("web-1", NODE);
        assertNotEquals(gone.uid(), next.uid());

        assertEquals(Verdict.GONE, port.evict(gone).verdict());
        assertEquals(Verdict.GONE, port.dryRunEviction(gone).verdict());
        port.delete(gone);

        assertFalse(seen(next).terminating());
    }

    @Test
    void whatAnAdmissionWebhookDeniesIsRefusedInItsWords() {
        Pod pod = fixture.addPod("web-1", NODE);
        fixture.denyEvictions();

        for (EvictionAnswer answer : List.of(port.dryRunEviction(pod), port.evict(pod))) {
            assertEquals(Verdict.REFUSED, answer.verdict());
            assertTrue(said(answer).contains("webhook"), () -> "words of " + answer);
        }
        assertFalse(seen(pod).terminating());
    }

    // Budgets

    @Test
    void aBudgetTellsItsFiguresAndWhichPodsItCovers() {
        Pod pod = fixture.addPod("web-1", NODE);
        fixture.addPod("web-2", NODE);
        fixture.addPod("web-3", OTHER_NODE);
        fixture.addBudget(2);
        fixture.await("a count", () -> budget().healthy() == 3);

        DisruptionBudget budget = budget();

        assertEquals("default/web", budget.path());
        assertTrue(budget.covers(pod));
        assertEquals(2, budget.needed());
        assertEquals(3, budget.expected());
        assertEquals(1, budget.allowed());
        assertEquals(0, budget.underway());
        assertTrue(budget.modes().contains(DisruptionBudget.Mode.OBSERVED));
    }

    @Test
    void aBudgetThatHasNoneToGiveIsNamedAndItsPodStays() {
        Pod first = fixture.addPod("web-1", NODE);
        Pod second = fixture.addPod("web-2", NODE);
        fixture.addBudget(1);
        fixture.await("a count", () -> budget().allowed() == 1);
        String revision = budget().revision();

        assertEquals(Verdict.ACCEPTED, port.evict(first).verdict());

        EvictionAnswer refused = port.evict(second);
        assertEquals(Verdict.BUDGET_EXHAUSTED, refused.verdict());
        assertTrue(said(refused).contains("budget web needs 1 healthy pods"), () -> "words of " + refused);
        assertEquals(Verdict.BUDGET_EXHAUSTED, port.dryRunEviction(second).verdict());
        assertFalse(seen(second).terminating());
        assertEquals(0, budget().allowed());
        assertNotEquals(revision, budget().revision());
    }

    @Test
    void aDryRunIsAnsweredAsAnEvictionAndChangesNothing() {
        Pod first = fixture.addPod("web-1", NODE);
        Pod second = fixture.addPod("web-2", NODE);
        fixture.addBudget(1);
        fixture.await("a count", () -> budget().allowed() == 1);
        DisruptionBudget before = budget();

        assertEquals(Verdict.ACCEPTED, port.dryRunEviction(first).verdict());
        assertEquals(Verdict.ACCEPTED, port.dryRunEviction(second).verdict());
        assertEquals(Verdict.ACCEPTED, port.dryRunEviction(first).verdict());

        assertEquals(Set.of(first, second), Set.copyOf(port.podsOn(NODE)));
        assertEquals(before, budget());
    }

    @Test
    void aDeletionPassesTheBudgetAndLeavesThePodItsGrace() {
        Pod pod = fixture.addPod("web-1", NODE);
        fixture.addBudget(1);
        fixture.await("a count", () -> budget().healthy() == 1);
        assertEquals(Verdict.BUDGET_EXHAUSTED, port.evict(pod).verdict());
        Instant before = fixture.now();

        port.delete(pod);

        Instant due = seen(pod).deletionDue().orElseThrow();
        assertFalse(due.isBefore(before.plus(GRACE).minusSeconds(2)), () -> due + " is too soon");
    }

    // Deployments

    @Test
    void theDeploymentOfAPodIsFoundAndItsPodServes() {
        Pod other = fixture.addPod("web-1", NODE);
        Pod pod = fixture.addSingleReplica(NODE);

        Deployment deployment = deploymentOf(pod);

        assertEquals("default/cart", deployment.path());
        assertTrue(deployment.owns(pod));
        assertFalse(deployment.owns(other));
        assertEquals(1, deployment.replicas());
        assertEquals(1, deployment.maxSurge());
        assertEquals(0, deployment.maxUnavailable());
        assertEquals(Set.of(), deployment.traits());
        assertEquals(List.of(), deployment.boundBy());
        assertEquals(Optional.empty(), deployment.withoutRoom());
        assertEquals(Optional.empty(), deployment.restartedFor());
        assertEquals(1, port.deploymentsOf(List.of(pod, pod)).size());
        assertEquals(List.of(), port.deploymentsOf(List.of()));
        assertEquals(List.of(pod.uid()), serving(deployment));
    }

    @Test
    void aRestartBringsAnotherPodBeforeTheFirstOneLeaves() {
        Pod pod = fixture.addSingleReplica(NODE);
        cordon("run-7");
        Deployment before = deploymentOf(pod);

        port.restart(before, pod);

        assertTrue(deploymentOf(pod).isRestartedFor(pod));
        assertTrue(deploymentOf(pod).is(Deployment.Trait.ROLLING_OUT));
        fixture.await("another pod that serves", () -> {
            fixture.runDeployment();
            return serving(deploymentOf(pod)).stream().anyMatch(uid -> !uid.equals(pod.uid()));
        });
        fixture.await("the end of the first pod", () -> {
            fixture.runDeployment();
            return port.podsOn(NODE).isEmpty();
        });
        Pod next = port.pods().stream()
                .filter(each -> !port.deploymentsOf(List.of(each)).isEmpty())
                .findFirst()
                .orElseThrow();
        fixture.await("the end of the rollout", () -> !deploymentOf(next).is(Deployment.Trait.ROLLING_OUT));
        assertEquals(List.of(next.uid()), serving(deploymentOf(next)));
        assertTrue(deploymentOf(next).isRestartedFor(pod));
    }

    @Test
    void aRestartIsDoneOnceForEachPod() {
        Pod pod = fixture.addSingleReplica(NODE);
        Deployment before = deploymentOf(pod);
        port.restart(before, pod);
        Deployment after = deploymentOf(pod);

        port.restart(after, pod);

        assertEquals(after.restartedFor(), deploymentOf(pod).restartedFor());
        Refused.with(Outcome.CONFLICT, () -> port.restart(before, pod));
    }

    @Test
    void aDeploymentThatIsPausedOrHasNoRoomSaysSo() {
        Pod pod = fixture.addSingleReplica(NODE);
        fixture.addPodQuota(1);
        fixture.await("no room", () -> deploymentOf(pod).withoutRoom().isPresent());
        assertFalse(deploymentOf(pod).is(Deployment.Trait.PAUSED));

        fixture.pauseDeployment();
        fixture.await("a pause", () -> deploymentOf(pod).is(Deployment.Trait.PAUSED));
    }

    private Deployment deploymentOf(Pod pod) {
        return port.deploymentsOf(List.of(pod)).get(0);
    }

    private List<String> serving(Deployment deployment) {
        return port.servingPods(deployment).stream().map(Pod::uid).toList();
    }

    // Volumes

    @Test
    void theVolumesOfANodeAreThoseThatAreAttachedToIt() {
        assertEquals(List.of(), port.volumesAttachedTo(NODE));
        fixture.attachVolume("data-1", NODE);
        fixture.attachVolume("data-2", NODE);
        fixture.attachVolume("data-3", OTHER_NODE);

        assertEquals(Set.of("default/data-1", "default/data-2"), claims());

        fixture.detachVolume("data-1", NODE);

        fixture.await("a volume less", () -> claims().equals(Set.of("default/data-2")));
    }

    // Watches

    @Test
    void aWatchKnowsTheNodesPodsAndTellsOfChanges() {
        Pod here = fixture.addPod("web-1", NODE);
        fixture.addPod("web-2", OTHER_NODE);
        AtomicInteger changes = new AtomicInteger();
        try (NodeWatch watch = port.watchNode(NODE, changes::incrementAndGet)) {
            assertEquals(List.of(here), watch.pods());
            assertEquals(List.of(), watch.budgets());
            int atFirst = changes.get();

            fixture.addPod("web-4", OTHER_NODE);
            Pod later = fixture.addPod("web-3", NODE);
            fixture.await("a pod more", () -> names(watch).equals(Set.of("web-1", "web-3")));
            assertTrue(changes.get() > atFirst, "it tells of a pod");

            port.evict(later);
            fixture.await("a pod that is on its way out", () -> watch.pods().stream()
                    .anyMatch(pod -> pod.uid().equals(later.uid()) && pod.terminating()));

            fixture.removePod(later);
            fixture.await("a pod less", () -> !names(watch).contains("web-3"));
            assertTrue(names(watch).contains("web-1"));
            assertFalse(names(watch).contains("web-4"));

            int before = changes.get();
            fixture.addBudget(1);
            fixture.await("a budget", () -> watch.budgets().size() == 1);
            assertTrue(changes.get() > before, "it tells of a budget");
        }
    }

    @Test
    void aWatchIsNotReadAfterItsEnd() {
        NodeWatch watch = port.watchNode(NODE, () -> {});
        watch.close();

        assertThrows(IllegalStateException.class, watch::pods);
        assertThrows(IllegalStateException.class, watch::budgets);
    }

    private void disableScaleDown() {
        node.change("it is kept", now -> port.disableScaleDown(now, "run-7"));
    }

    private void enableScaleDown() {
        node.change("it is not kept", port::enableScaleDown);
    }

    private void cordon(String owner) {
        node.change("a cordon", now -> port.cordon(now, owner));
    }

    private void uncordon() {
        node.change("no cordon", port::uncordon);
    }

    private ClusterNode node() {
        return node.now();
    }

    private Pod seen(Pod pod) {
        return port.pods().stream()
                .filter(one -> one.uid().equals(pod.uid()))
                .findFirst()
                .orElseThrow();
    }

    private DisruptionBudget budget() {
        List<DisruptionBudget> budgets = port.budgets();
        assertEquals(1, budgets.size());
        return budgets.get(0);
    }

    private Set<String> claims() {
        return port.volumesAttachedTo(NODE).stream()
                .map(volume -> volume.claim().orElseThrow())
                .collect(Collectors.toSet());
    }

    private static String said(EvictionAnswer answer) {
        return answer.message().orElseThrow(() -> new AssertionError("no words: " + answer));
    }

    private static Set<String> names(NodeWatch watch) {
        return watch.pods().stream().map(Pod::name).collect(Collectors.toSet());
    }

    private static PoolNode member(@Nullable String instance, String name, @Nullable String address) {
        return PoolNode.builder(name).instanceId(instance).privateIp(address).build();
    }
}
