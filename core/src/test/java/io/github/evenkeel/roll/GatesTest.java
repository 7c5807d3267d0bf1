package io.github.evenkeel.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Rollout;
import io.github.evenkeel.RunFailedException;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.Upgrade;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.journal.ObservedJournal;
import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.run.PlanScheduler;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import io.github.evenkeel.spi.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a roll begins while its gates are open and closed, on virtual time. */
class GatesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SmallWorld world = new SmallWorld(2);
    private final List<String> asked = new ArrayList<>();
    private final List<UpgradeEvent> events = new ArrayList<>();
    private final UpgradePlan plan = PlanScheduler.onScheduler(
                    UpgradePlan.forCluster(world.cloud, world.kubernetes)
                            .withLoadBalancer(world.balancer)
                            .toVersion("v1.32.1"),
                    world.scheduler)
            .withListener(UpgradeListener.of(events::add));

    private Gate gate(Function<GateRequest, GateDecision> decision) {
        return Gate.of("gate", request -> {
            asked.add(request.about());
            return decision.apply(request);
        });
    }

    private static UpgradeReport roll(UpgradePlan plan) throws InterruptedException {
        try (Upgrade upgrade = plan.rollNodes()) {
            return upgrade.await();
        }
    }

    private static RunFailedException failure(UpgradePlan plan) {
        return catchThrowableOfType(RunFailedException.class, () -> roll(plan));
    }

    private static String found(RunFailedException failure) {
        return failure.failure().orElseThrow().actual();
    }

    @Test
    void everyBeginningIsAskedForOnce() throws Exception {
        UpgradeReport report = roll(plan.withGate(gate(request -> GateDecision.proceed())));

        assertThat(asked)
                .containsExactly(
                        "control plane",
                        "node pool pool",
                        "wave 1",
                        "node 10.0.10.1",
                        "deletion of node 10.0.10.1",
                        "node 10.0.10.2",
                        "deletion of node 10.0.10.2");
        assertThat(report.preparation()).extracting(StepRecord::step).doesNotContain(Step.AWAIT_GATES);
    }

    @Test
    void aRequestSaysWhatIsAboutToBegin() throws Exception {
        List<GateRequest> requests = new ArrayList<>();
        Instant begin = world.scheduler.now();

        String runId = roll(plan.withGate(gate(request -> {
                    requests.add(request);
                    return GateDecision.proceed();
                })))
                .runId();

        assertThat(requests).allSatisfy(request -> {
            assertThat(request.runId()).isEqualTo(runId);
            assertThat(request.clusterId()).isEqualTo(world.cloud.id());
            assertThat(request.at()).isBetween(begin, world.scheduler.now());
        });
        assertThat(requests.get(0).poolId()).isEmpty();
        assertThat(requests.get(1).poolId()).contains("pool");
        assertThat(requests.get(2).wave()).hasValue(1);
        assertThat(requests.get(2).nodes()).containsExactly("10.0.10.1", "10.0.10.2");
        assertThat(requests.get(3).wave()).isEmpty();
        assertThat(requests.get(3).poolId()).contains("pool");
        assertThat(requests.get(3).nodes()).containsExactly("10.0.10.1");
        assertThat(requests.get(4).subject()).isEqualTo(GateRequest.Subject.NODE_DELETION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"control plane", "node pool pool", "wave 1", "node 10.0.10.1", "node 10.0.10.2"})
    void nothingBeginsWhileAGateIsClosed(String about) throws Exception {
        List<List<String>> logs = new ArrayList<>();
        Instant opens = world.scheduler.now().plus(Duration.ofHours(3));
        UpgradePlan gated = plan.withGate(gate(request -> {
            if (request.about().equals(about)) {
                logs.add(List.copyOf(world.log));
            }
            return request.about().equals(about) && request.at().isBefore(opens)
                    ? GateDecision.waitFor("opens at " + opens, MINUTE)
                    : GateDecision.proceed();
        }));

        UpgradeReport report = roll(gated);

        assertThat(new HashSet<>(logs)).hasSize(1);
        assertThat(logs.size()).isBetween(150, 181);
        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(events)
                .filteredOn(UpgradeEvent.Waiting.class::isInstance)
                .extracting(event -> ((UpgradeEvent.Waiting) event).waitingFor())
                .filteredOn(text -> text.contains("gate"))
                .containsExactly(about + ": open gates; now gate gate waits: opens at " + opens);
        assertThat(steps(report)).containsOnlyOnce(Step.AWAIT_GATES);
        assertThat(report.took()).isGreaterThan(Duration.ofHours(3));
    }

    private static List<Step> steps(UpgradeReport report) {
        List<Step> steps = new ArrayList<>();
        report.preparation().forEach(record -> steps.add(record.step()));
        report.nodes().forEach(node -> node.steps().forEach(record -> steps.add(record.step())));
        return steps;
    }

    @Test
    void allGatesHaveToBeOpenAtOnce() throws Exception {
        List<String> order = new ArrayList<>();
        UpgradePlan gated = plan;
        for (String id : List.of("even", "third")) {
            int every = id.equals("even") ? 2 : 3;
            gated = gated.withGate(Gate.of(id, request -> {
                order.add(id);
                long minute = request.at().getEpochSecond() / 60;
                return minute % every == 0 || request.subject() == GateRequest.Subject.NODE_DELETION
                        ? GateDecision.proceed()
                        : GateDecision.waitFor("not now", Duration.ofSeconds(20));
            }));
        }
        List<Long> begun = new ArrayList<>();
        world.before.put("update backend", () -> begun.add(world.scheduler.now().getEpochSecond() / 60));

        roll(gated);

        assertThat(begun.get(0) % 6).isZero();
        assertThat(order).startsWith("even", "third", "even", "third");
    }

    @Test
    void aGateMayStopTheRollBeforeANodeIsTouched() {
        RunFailedException failure =
                failure(plan.withGate(gate(request -> request.about().equals("node 10.0.10.2")
                        ? GateDecision.stop("error budget spent")
                        : GateDecision.proceed())));

        assertThat(failure.failure().orElseThrow().object()).isEqualTo("gate gate");
        assertThat(found(failure)).isEqualTo("stop: error budget spent");
        assertThat(failure.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.REPLACED, NodeReport.Result.UNTOUCHED);
        assertThat(world.allServe()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "stop", "throw", "null"})
    void aNodeIsPutBackIfAGateIsClosedAtItsDeletion(String how) {
        RunFailedException failure = failure(plan.withGate(gate(request ->
                request.subject() == GateRequest.Subject.NODE_DELETION ? trouble(how) : GateDecision.proceed())));

        assertThat(found(failure)).isNotEmpty();
        assertThat(failure.upgradeReport().orElseThrow().nodes())
                .extracting(NodeReport::result)
                .containsExactly(NodeReport.Result.RESTORED, NodeReport.Result.UNTOUCHED);
        assertThat(world.log).noneMatch(line -> line.startsWith("delete"));
        assertThat(asked).containsOnlyOnce("deletion of node 10.0.10.1");
        assertThat(world.allServe()).isTrue();
    }

    @SuppressWarnings("NullAway") // a gate of others
    private static GateDecision trouble(String how) {
        return switch (how) {
            case "wait" -> GateDecision.waitFor("closed", MINUTE);
            case "stop" -> GateDecision.stop("closed");
            case "throw" -> throw new LinkageError("a class is missing");
            default -> null;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "null", "wait"})
    void aGateThatFailsIsClosedAndAskedAgain(String how) throws Exception {
        UpgradePlan gated = plan.withGate(gate(request -> asked.size() < 20 ? trouble(how) : GateDecision.proceed()));

        UpgradeReport report = roll(gated);

        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(asked.subList(0, 20)).containsOnly("control plane");
    }

    @Test
    void theReasonOfAGateThatThrowsIsToldOf() throws Exception {
        roll(plan.withGate(gate(request -> asked.size() < 2 ? trouble("throw") : GateDecision.proceed())));

        assertThat(events)
                .filteredOn(UpgradeEvent.Waiting.class::isInstance)
                .extracting(event -> ((UpgradeEvent.Waiting) event).waitingFor())
                .contains("control plane: open gates; now gate gate waits: the gate throws java.lang.LinkageError:"
                        + " a class is missing");
    }

    /** The wait for the others may be long, and a gate may close meanwhile. */
    @Test
    void aNodeIsAskedForAgainAfterALongWaitForTheOthers() throws Exception {
        Set<String> logs = new HashSet<>();
        Instant[] recovered = {Instant.MAX};
        UpgradePlan gated = plan.withGate(gate(request -> {
            if (request.about().equals("node 10.0.10.1")
                    && asked.stream().filter(request.about()::equals).count() == 1) {
                makeUnhealthy();
                recovered[0] = request.at().plus(Duration.ofMinutes(5));
            } else if (request.about().equals("node 10.0.10.1")) {
                logs.add(world.log.toString());
            }
            return GateDecision.proceed();
        }));
        world.before.put("read unwell", () -> {
            if (!world.scheduler.now().isBefore(recovered[0])) {
                world.unhealthyBackends.clear();
            }
        });

        roll(gated);

        assertThat(asked).filteredOn("node 10.0.10.1"::equals).hasSize(2);
        assertThat(logs).hasSize(1).allSatisfy(log -> assertThat(log).doesNotContain("drain"));
    }

    @Test
    void whatTheGatesHaveLetBeginIsInTheReport() throws Exception {
        List<GateRecord> records = roll(plan.withGate(gate(
                        request -> asked.size() < 3 ? GateDecision.waitFor("closed", MINUTE) : GateDecision.proceed())))
                .gates();

        assertThat(records)
                .extracting(GateRecord::about)
                .containsExactly("control plane", "node pool pool", "wave 1", "node 10.0.10.1", "node 10.0.10.2");
        assertThat(records).extracting(GateRecord::gate).containsOnly("gate");
        assertThat(records.get(0).waited()).isBetween(MINUTE, MINUTE.multipliedBy(3));
        assertThat(records.get(1).waited()).isEqualTo(Duration.ZERO);
        assertThat(records).allMatch(record -> record.approver().isEmpty());
    }

    /** A change waits until nothing else is in flight, and a gate may close meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"control plane", "node pool pool"})
    void aChangeIsAskedForAgainAfterALongWaitForAnotherOne(String about) throws Exception {
        List<String> logs = new ArrayList<>();
        Instant[] closedUntil = {Instant.MIN};
        UpgradePlan gated = plan.withGate(gate(request -> {
            boolean first = !asked.subList(0, asked.size() - 1).contains(request.about());
            if (request.about().equals(about) && first) {
                world.begin("another change", 300, () -> {});
                closedUntil[0] = request.at().plus(Duration.ofHours(1));
            } else if (request.about().equals(about)) {
                logs.add(world.log.get(world.log.size() - 1));
                return request.at().isBefore(closedUntil[0])
                        ? GateDecision.waitFor("closed", MINUTE)
                        : GateDecision.proceed();
            }
            return GateDecision.proceed();
        }));

        roll(gated);

        assertThat(logs).hasSizeGreaterThan(30).containsOnly("another change");
    }

    /** What a gate has let begin is recorded first, and a gate may close while the journal does not answer. */
    @ParameterizedTest
    @ValueSource(strings = {"control plane", "node pool pool", "node 10.0.10.1"})
    void aChangeIsAskedForAgainAfterALongWaitForTheJournal(String about) throws Exception {
        Journal slow = new ObservedJournal(new MemoryJournal(), changes -> {
            long times = asked.stream().filter(about::equals).count();
            if (changes.containsKey("gate.gate") && asked.get(asked.size() - 1).equals(about) && times < 3) {
                world.scheduler.sleep(Duration.ofSeconds(20));
            }
        });

        roll(plan.withJournal(slow).withGate(gate(request -> GateDecision.proceed())));

        assertThat(asked).filteredOn(about::equals).hasSize(3);
    }

    @Test
    void eachWaveIsAskedForWithItsNodes() throws Exception {
        List<GateRequest> waves = new ArrayList<>();
        List<String> logs = new ArrayList<>();
        UpgradePlan gated = plan.withRollout(Rollout.oneAtATime().waves("1")).withGate(gate(request -> {
            if (request.subject() != GateRequest.Subject.WAVE) {
                return GateDecision.proceed();
            }
            boolean first = waves.stream().noneMatch(wave -> wave.wave().equals(request.wave()));
            waves.add(request);
            logs.add(world.log.get(world.log.size() - 1));
            return first ? GateDecision.waitFor("closed", MINUTE) : GateDecision.proceed();
        }));

        UpgradeReport report = roll(gated);

        assertThat(waves)
                .extracting(GateRequest::about, GateRequest::nodes)
                .containsExactly(
                        tuple("wave 1", List.of("10.0.10.1")),
                        tuple("wave 1", List.of("10.0.10.1")),
                        tuple("wave 2", List.of("10.0.10.2")),
                        tuple("wave 2", List.of("10.0.10.2")));
        assertThat(logs.get(0)).isEqualTo("pool");
        assertThat(logs.get(2)).isEqualTo(logs.get(3)).startsWith("add");
        assertThat(report.preparation())
                .extracting(StepRecord::step)
                .filteredOn(Step.AWAIT_GATES::equals)
                .hasSize(2);
    }

    private void hold(String node, String value) {
        world.nodes.computeIfPresent(
                node, (name, its) -> its.toBuilder().hold(value).build());
    }

    @Test
    void aNodeThatIsHeldBackIsReadEveryMinuteAndBegunOnceItIsNot() throws Exception {
        hold("10.0.10.1", "data is being moved");
        Instant lifted = world.scheduler.now().plus(Duration.ofHours(1));
        int[] reads = {0};
        world.before.put("read node", () -> {
            reads[0]++;
            if (!world.scheduler.now().isBefore(lifted)) {
                hold("10.0.10.1", "false");
            }
        });
        List<Instant> drained = new ArrayList<>();
        world.before.put("update backend", () -> drained.add(world.scheduler.now()));

        UpgradeReport report = roll(plan);

        assertThat(drained.get(0)).isBetween(lifted, lifted.plus(MINUTE.multipliedBy(2)));
        assertThat(reads[0]).isBetween(40, 140);
        assertThat(report.outcome()).isEqualTo(UpgradeReport.Outcome.COMPLETED);
        assertThat(events)
                .filteredOn(UpgradeEvent.Waiting.class::isInstance)
                .extracting(event -> ((UpgradeEvent.Waiting) event).waitingFor())
                .contains("node 10.0.10.1: open gates; now gate hold waits: node 10.0.10.1 is held by its annotation"
                        + " evenkeel.io/hold: data is being moved");
    }

    @Test
    void aNodeThatIsHeldBackWhileItIsDrainedIsPutBack() {
        world.before.put("evict", () -> hold("10.0.10.1", ""));

        RunFailedException failure = failure(plan);

        assertThat(failure.failure().orElseThrow().object()).isEqualTo("gate hold");
        assertThat(failure.upgradeReport().orElseThrow().nodes().get(0).result())
                .isEqualTo(NodeReport.Result.RESTORED);
        assertThat(world.allServe()).isTrue();
    }

    private void makeUnhealthy() {
        world.unhealthyBackends.put("10.0.10.2:80", BackendHealth.CRITICAL);
    }
}
