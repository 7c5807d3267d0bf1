package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.PlannedStep;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pods that are backends themselves, which a controller of others adds and removes. */
class PodBackendsTest {
    private static final String PODS = "10.0.20.";

    private final SmallWorld world = new SmallWorld(2);
    private int deletions;

    /** Listed when a node was deleted, though their pods were gone. */
    private final List<String> early = new ArrayList<>();

    private final Map<String, Duration> goneAt = new HashMap<>();
    private Duration takes = Duration.ofMinutes(2);

    /** All pods that can be evicted are backends. */
    private void exposePods(SmallWorld of) {
        int number = 0;
        for (Pod pod : List.copyOf(of.pods.values())) {
            if (pod.name().startsWith("web")) {
                String address = PODS + ++number;
                of.pods.put(
                        pod.name(), pod.toBuilder().addresses(Set.of(address)).build());
                of.backends.put(
                        address + ":8080", Backend.builder(address, 8080).build());
            }
        }
        assertThat(number).isPositive();
        of.before.put("describe balancer", () -> removeThoseOfPodsThatAreGone(of));
        of.before.put("replace node", () -> {
            deletions++;
            removeThoseOfPodsThatAreGone(of);
            of.backends.values().stream()
                    .map(Backend::address)
                    .filter(goneAt::containsKey)
                    .forEach(early::add);
        });
    }

    /** After a while; in their place come pods that are no matter here. */
    private void removeThoseOfPodsThatAreGone(SmallWorld of) {
        for (Backend backend : List.copyOf(of.backends.values())) {
            boolean gone = backend.address().startsWith(PODS)
                    && of.pods.values().stream()
                            .noneMatch(pod -> pod.addresses().contains(backend.address()));
            if (gone) {
                Duration since = goneAt.computeIfAbsent(backend.address(), any -> of.scheduler.elapsed());
                if (of.scheduler.elapsed().minus(since).compareTo(takes) >= 0) {
                    of.backends.remove(backend.name());
                    Backend next = Backend.builder("10.0.21." + of.backends.size(), 8080)
                            .build();
                    of.backends.put(next.name() + goneAt.size(), next);
                }
            }
        }
    }

    private static UpgradeReport roll(SmallWorld of) {
        Roll roll = new Roll(SessionOpening.anew(of.spec()));
        roll.prepare();
        return roll.run();
    }

    private static List<Step> steps(UpgradeReport report) {
        return report.nodes().stream()
                .flatMap(node -> node.steps().stream())
                .map(StepRecord::step)
                .toList();
    }

    @Test
    void aNodeIsDeletedOnceNoBalancerListsThePodsThatWereOnIt() {
        exposePods(world);

        UpgradeReport report = roll(world);

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(steps(report)).contains(Step.AWAIT_POD_BACKENDS);
        assertThat(deletions).isEqualTo(2);
        assertThat(early).isEmpty();
        assertThat(goneAt).isNotEmpty();
        assertThat(world.backends.keySet()).noneMatch(name -> name.startsWith(PODS));
        assertThat(world.log).noneMatch(did -> did.contains(PODS)); // the run writes none of them
    }

    @Test
    void aControllerThatDoesNotRemoveThemEndsTheRollAndTheNodeIsPutBack() {
        exposePods(world);
        takes = Duration.ofDays(1);

        EvenkeelException stopped = catchThrowableOfType(EvenkeelException.class, () -> roll(world));

        assertThat(stopped)
                .hasMessageContainingAll(
                        "pods that were on node 10.0.10.1",
                        "removed by the controller that added them within 5m",
                        "still there: [" + PODS);
        assertThat(deletions).isZero();
        assertThat(stopped.upgradeReport().orElseThrow().nodes().get(0).result())
                .isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.allServe()).isTrue();
    }

    @Test
    void withoutSuchBackendsNothingIsLookedFor() {
        List<String> calls = new ArrayList<>();
        SmallWorld plain = new SmallWorld(2);
        plain.before.put("describe balancer", () -> calls.add("describe"));
        plain.before.put("read pods", () -> calls.add("pods"));
        UpgradeReport before = roll(plain);
        int made = calls.size();

        // pods have addresses, and no balancer lists them
        calls.clear();
        world.pods.replaceAll((name, pod) ->
                pod.toBuilder().addresses(Set.of(PODS + name.length())).build());
        world.before.put("describe balancer", () -> calls.add("describe"));
        world.before.put("read pods", () -> calls.add("pods"));
        UpgradeReport report = roll(world);

        assertThat(steps(report)).isEqualTo(steps(before)).doesNotContain(Step.AWAIT_POD_BACKENDS);
        assertThat(calls).hasSize(made);
    }

    @Test
    void thePreviewHasTheStepIfPodsAreBackends() {
        assertThat(new Roll(SessionOpening.toLook(world.spec())).preview().steps())
                .extracting(PlannedStep::step)
                .doesNotContain(Step.AWAIT_POD_BACKENDS);
        exposePods(world);
        assertThat(new Roll(SessionOpening.toLook(world.spec())).preview().steps())
                .extracting(PlannedStep::step)
                .contains(Step.AWAIT_POD_BACKENDS);
    }

    @Test
    void aProcessThatGoesOnWaitsForThoseOfThePodsThatAnotherOneHasEvicted() {
        int moment = 0;
        boolean crashed = true;
        while (crashed) {
            SmallWorld another = new SmallWorld(2);
            goneAt.clear();
            exposePods(another);
            another.crashAt(moment++);
            crashed = catchThrowable(() -> roll(another)) instanceof SmallWorld.Crash;
            if (crashed) {
                another.crashAt(Integer.MAX_VALUE);
                Roll rest = new Roll(SessionOpening.toGoOn(another.spec()));
                rest.prepare();
                rest.run();
            }
            assertThat(early)
                    .as("listed at a deletion, crashed at moment " + (moment - 1))
                    .isEmpty();
        }
        assertThat(moment).isGreaterThan(50);
    }
}
