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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
