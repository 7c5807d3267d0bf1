package io.github.evenkeel.cli;

import io.github.evenkeel.report.Recording;
import io.github.evenkeel.report.RequestCount;
import io.github.evenkeel.report.Sample;
import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.oci.Instance;
import io.github.evenkeel.testkit.oci.InstanceListener;
import io.github.evenkeel.testkit.traffic.Traffic;
import io.github.evenkeel.testkit.traffic.TrafficReport;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches a sandbox: the most machines that there were at once, and the least backends that took new connections. */
final class SandboxPeaks implements AutoCloseable {
    private static final long MILLIS_BETWEEN_LOOKS = 20;
    private static final long MILLIS_BETWEEN_SAMPLES = 500;

    private final Sandbox sandbox;
    private final int servingAtFirst;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "sandbox-peaks");
        thread.setDaemon(true);
        return thread;
    });
    private int machines;
    private int peakMachines;
    private int leastServing;

    private SandboxPeaks(Sandbox sandbox) {
        this.sandbox = sandbox;
        servingAtFirst = serving();
        leastServing = servingAtFirst;
    }

    static SandboxPeaks watch(Sandbox sandbox) {
        SandboxPeaks peaks = new SandboxPeaks(sandbox);
        sandbox.oci().instances(new InstanceListener() {
            @Override
            public void launched(Instance instance) {
                peaks.machines(1);
            }

            @Override
            public void terminated(Instance instance) {
                peaks.machines(-1);
            }
        });
        var unused = peaks.looks.scheduleWithFixedDelay(peaks::look, 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        return peaks;
    }

    /** Adds figures to a recording, twice a second. */
    void sample(Traffic traffic, Recording recording) {
        var unused = looks.scheduleWithFixedDelay(
                () -> {
                    TrafficReport requests = traffic.report();
                    recording.add(Sample.at(Instant.now())
                            .withServingBackends(serving())
                            .withRequests(new RequestCount(requests.sent(), requests.failed())));
                },
                0,
                MILLIS_BETWEEN_SAMPLES,
                TimeUnit.MILLISECONDS);
    }

    private int serving() {
        return (int) sandbox.oci().backends(sandbox.loadBalancerId(), sandbox.backendSet()).stream()
                .filter(backend -> !backend.drain() && !backend.offline())
                .count();
    }

    private synchronized void machines(int by) {
        machines += by;
        peakMachines = Math.max(peakMachines, machines);
    }

    private synchronized void look() {
        leastServing = Math.min(leastServing, serving());
    }

    synchronized int peakMachines() {
        return peakMachines;
    }

    synchronized int peakUnavailable() {
        return servingAtFirst - leastServing;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
