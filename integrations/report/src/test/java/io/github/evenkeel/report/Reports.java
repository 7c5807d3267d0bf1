package io.github.evenkeel.report;

import io.github.evenkeel.GateRecord;
import io.github.evenkeel.ManualStep;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.ProbeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import io.github.evenkeel.UpgradeReport;
import io.github.evenkeel.report.RollReportRecord.Added;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Reports to be written, read and looked at. */
final class Reports {
    static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    /** Name with everything that a page must not take for markup. */
    static final String NASTY = "<script>alert('x')</script>&\"</td>";

    private Reports() {}

    static StepRecord step(Step step, String object, int from, int to) {
        return new StepRecord(step, object, BEGIN.plusSeconds(from), Duration.ofSeconds(to - from));
    }

    /** A report in which each field has a value. */
    static RollReport full() {
        RollReportRecord report = new RollReportRecord(
                Optional.of(UpgradeReport.Outcome.FAILED),
                "run-1",
                "ocid1.cluster.oc1..c",
                BEGIN,
                Duration.ofMillis(400_500),
                List.of(step(Step.PREPARE, "cluster", 0, 2)),
                List.of(
                        new ReadNode(
                                "10.0.10.2",
                                "ocid1.instance.oc1..a",
                                "10.0.10.2",
                                NodeReport.Result.REPLACED,
                                Optional.of("10.0.10.5"),
                                Optional.of("ocid1.instance.oc1..d"),
                                Optional.of("10.0.10.5"),
                                Optional.of(Duration.ofSeconds(30)),
                                List.of(
                                        step(Step.DRAIN_BACKENDS, "node 10.0.10.2", 2, 20),
                                        step(Step.EVICT, "node 10.0.10.2", 20, 80),
                                        step(Step.DELETE_NODE, "node 10.0.10.2", 80, 90),
                                        step(Step.AWAIT_REPLACEMENT, "node 10.0.10.2", 90, 190),
                                        step(Step.AWAIT_HEALTH, "node 10.0.10.2", 190, 200)),
                                List.of()),
                        new ReadNode(
                                NASTY,
                                "",
                                "10.0.10.3",
                                NodeReport.Result.LEFT_ASIDE,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(step(Step.DRAIN_BACKENDS, "node " + NASTY, 200, 210)),
                                List.of(ManualStep.of("look at " + NASTY)))),
                List.of(new ProbeReport("http://10.0.0.9/", 400, 1, Optional.of("HTTP 503"))),
                List.of(new GateRecord(
                        "hours", "node 10.0.10.2", BEGIN.plusSeconds(1), Duration.ofSeconds(1), Optional.of("ann"))),
                List.of("pod default/" + NASTY + ": found nothing; needed something; look"),
                Optional.of(
                        ReadForecast.of(
                                JsonIn.of(
                                        """
                        {"seconds": 380, "peakUnavailable": 1, "peakMachines": 2,
                         "leastFree": {"cpuMillis": 1500, "memoryBytes": 4096, "pods": 20},
                         "leastServing": {"lb/web": 1},
                         "workloads": [{"namespace": "default", "kind": "Deployment", "name": "web", "replicas": 3,
                                        "disturbed": 2, "evictions": 3}],
                         "nodes": [{"node": "10.0.10.2", "begins": 2, "seconds": 180}]}
                        """))),
                List.of(new ManualStep("uncordon the node", Optional.of("kubectl uncordon 10.0.10.3"))),
                Optional.of(new ReadFailure(
                        Step.EVICT,
                        "node 10.0.10.3",
                        "an evicted pod",
                        NASTY,
                        Optional.of("request-7"),
                        Duration.ofSeconds(300),
                        List.of("uncordoned 10.0.10.3"),
                        List.of(new ManualStep("uncordon the node", Optional.of("kubectl uncordon 10.0.10.3"))))),
                Added.NOTHING);
        return report.with(Added.NOTHING
                .withRecorded(
                        List.of(
                                moment(20, Moment.WAITING, "10.0.10.2", "EVICT", "", "3 pods to end", 600),
                                moment(25, Moment.EVICTED, "10.0.10.2", null, "default/web-1", "", -1),
                                moment(
                                        26,
                                        Moment.EVICTION_REFUSED,
                                        "10.0.10.2",
                                        null,
                                        "default/" + NASTY,
                                        "budget default/web allows none of 3",
                                        -1),
                                moment(30, Moment.RETRYING, "10.0.10.2", null, "read the node", "HTTP 503", 2),
                                moment(300, Moment.ROLLED_BACK, NASTY, null, "", "uncordoned", -1)),
                        List.of(
                                Sample.at(BEGIN).withReadyNodes(3).withServingBackends(3),
                                Sample.at(BEGIN.plusSeconds(100)).withRequests(new RequestCount(1000, 1))))
                .withRequests(new RequestCount(4000, 2))
                .withCalls("oci", Map.of("DeleteNode", 1L))
                .withCalls("kubernetes", Map.of("patch nodes", 4L)));
    }

    /**
     * A report of a roll of that many nodes, with waits, evictions, refused budgets, retries and one rollback; some of
     * its names have markup in them.
     *
     * @param abreast how many nodes are under way at once
     */
    static RollReport rolled(int nodes, int abreast) {
        Random random = new Random(7);
        List<NodeReport> reports = new ArrayList<>();
        List<Moment> moments = new ArrayList<>();
        List<String> planned = new ArrayList<>();
        int[] free = new int[abreast];
        Arrays.fill(free, 240);
        int end = 0;
        for (int at = 0; at < nodes; at++) {
            int lane = at % abreast;
            int now = free[lane] + random.nextInt(20);
            String name = at == 1 ? NASTY : "10.0." + (10 + at / 250) + "." + (2 + at % 250);
            planned.add("{\"node\": \"%s\", \"begins\": %d, \"seconds\": 520}"
                    .formatted(name.replace("\"", "\\\""), 240 + at / abreast * 525));
            List<StepRecord> steps = new ArrayList<>();
            boolean blocked = at % 17 == 2;
            boolean restored = at == nodes - 1 && nodes > 2;
            int[] took = {
                22, 2, blocked ? 210 : 45 + random.nextInt(30), 60, 8, 40, 150 + random.nextInt(90), 12, 35, 60
            };
            Step[] taken = {
                Step.DRAIN_BACKENDS, Step.CORDON, Step.EVICT, Step.DRAIN_CONNECTIONS, Step.DELETE_NODE,
                Step.AWAIT_DELETION, Step.AWAIT_REPLACEMENT, Step.SWAP_BACKENDS, Step.AWAIT_HEALTH, Step.SOAK
            };
            for (int one = 0; one < (restored ? 3 : taken.length); one++) {
                Step step = taken[one];
                moments.add(moment(now, Moment.STEP_STARTED, name, step.id(), "node " + name, "", -1));
                waits(step, name, now, took[one], blocked, moments, random);
                steps.add(step(step, "node " + name, now, now + took[one]));
                now += took[one];
            }
            if (restored) {
                moments.add(moment(now, Moment.STEP_FAILED, name, "EVICT", "node " + name, "pods that stay", -1));
                moments.add(moment(now + 2, Moment.ROLLED_BACK, name, null, "", "uncordoned the node", -1));
                moments.add(moment(now + 9, Moment.ROLLED_BACK, name, null, "", "backends take connections", -1));
            }
            free[lane] = now;
            end = Math.max(end, now);
            reports.add(new ReadNode(
                    name,
                    "ocid1.instance.oc1..a" + at,
                    "10.0.10.2",
                    restored ? NodeReport.Result.RESTORED : NodeReport.Result.REPLACED,
                    restored ? Optional.empty() : Optional.of("10.1." + at / 250 + "." + (2 + at % 250)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofSeconds(60)),
                    steps,
                    List.of()));
        }
        RollReport full = full();
        RollReportRecord rolled = new RollReportRecord(
                Optional.of(UpgradeReport.Outcome.FAILED),
                "7d1c0f5e-roll",
                "ocid1.cluster.oc1.eu-frankfurt-1.aaaaaaaa",
                BEGIN,
                Duration.ofSeconds(end + 30),
                List.of(
                        step(Step.PREPARE, "cluster", 0, 4),
                        step(Step.UPGRADE_CONTROL_PLANE, "cluster", 4, 200),
                        step(Step.UPDATE_NODE_POOL, "node pool workers", 200, 230)),
                reports,
                full.probes(),
                full.gates(),
                full.warnings(),
                Optional.of(ReadForecast.of(JsonIn.of(
                        """
                        {"seconds": %d, "peakUnavailable": %d, "peakMachines": %d, "nodes": [%s]}
                        """
                                .formatted(250 + nodes * 525 / abreast, abreast, nodes, String.join(",", planned))))),
                full.manualSteps(),
                full.failure(),
                Added.NOTHING);
        moments.sort(Comparator.comparing(Moment::at));
        List<Sample> samples = new ArrayList<>();
        long sent = 0;
        long failed = 0;
        int every = Math.max(10, end / 200);
        for (int at = 0; at <= end; at += every) {
            sent += 120L * every + random.nextInt(every * 10);
            failed += at > end / 2 && at < end / 2 + 3 * every ? 40L * every / 10 : 0;
            samples.add(Sample.at(BEGIN.plusSeconds(at)).withRequests(new RequestCount(sent, failed)));
        }
        return rolled.with(Added.NOTHING
                .withRecorded(moments, samples)
                .withRequests(new RequestCount(sent, failed))
                .withCalls("oci", Map.of("DeleteNode", (long) nodes)));
    }

    private static void waits(
            Step step, String node, int from, int took, boolean blocked, List<Moment> moments, Random random) {
        if (step.equals(Step.EVICT)) {
            for (int pod = 0; pod < 6; pod++) {
                String name = "shop/" + (pod == 3 ? "<b>cart</b>" : "cart") + "-6b7f9d5c8-"
                        + (char) ('a' + random.nextInt(26)) + pod;
                moments.add(moment(from + 3 + pod * 3, Moment.EVICTED, node, null, name, "", -1));
            }
            moments.add(moment(from + 2, Moment.WAITING, node, "EVICT", "", "6 pods to end", 600));
            if (blocked) {
                moments.add(moment(
                        from + 25,
                        Moment.EVICTION_REFUSED,
                        node,
                        null,
                        "shop/db-0",
                        "disruption budget shop/db allows none: 2 of 3 healthy, 2 needed",
                        -1));
                moments.add(moment(
                        from + 26,
                        Moment.WAITING,
                        node,
                        "EVICT",
                        "",
                        "disruption budget shop/db to let shop/db-0 go",
                        600));
                moments.add(moment(from + took - 30, Moment.EVICTED, node, null, "shop/db-0", "", -1));
            }
        } else if (step.equals(Step.AWAIT_REPLACEMENT)) {
            moments.add(moment(from, Moment.WAITING, node, step.id(), "", "node pool workers to make a node", 1200));
            moments.add(moment(from + took / 2, Moment.WAITING, node, step.id(), "", "the new node to be ready", 1200));
            if (random.nextInt(4) == 0) {
                moments.add(moment(from + 20, Moment.RETRYING, node, null, "read the node pool", "HTTP 429", 2));
            }
        } else if (step.equals(Step.AWAIT_HEALTH)) {
            moments.add(
                    moment(from, Moment.WAITING, node, step.id(), "", "backend " + node + ":30080 to be healthy", 300));
        } else if (step.equals(Step.DRAIN_CONNECTIONS)) {
            moments.add(moment(from, Moment.WAITING, node, step.id(), "", "connections to end", 60));
        }
    }

    static Moment moment(
            int at, String kind, String node, @Nullable String step, String object, String text, int seconds) {
        return new Moment(
                BEGIN.plusSeconds(at),
                kind,
                Optional.of(node),
                Optional.ofNullable(step),
                object,
                text,
                seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
    }
}
