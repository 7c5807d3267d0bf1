package io.github.evenkeel.benchmarks;

import io.github.evenkeel.testkit.controlplane.AuditLog;
import io.github.evenkeel.testkit.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Has contenders drain the node, and measures each. */
final class Stopwatch {
    private final ControlPlane controlPlane;
    private final Path directory;
    private final Path cache;

    Stopwatch(ControlPlane controlPlane, Path directory) throws IOException {
        this.controlPlane = controlPlane;
        this.directory = directory;
        this.cache = Files.createDirectories(directory.resolve("cache"));
    }

    /** Lets kubectl learn what the server offers, so that this is not counted as part of a drain. */
    void warmUp() throws IOException {
        Path kubeconfig = controlPlane.writeKubeconfig(directory, Contender.KUBECTL.user());
        MeasuredProcess.run(
                directory,
                List.of(
                        controlPlane.kubectl().toString(),
                        "--kubeconfig=" + kubeconfig,
                        "--cache-dir=" + cache,
                        "get",
                        "nodes,pods,daemonsets"));
    }

    Measurement measure(Contender contender, String node) throws IOException {
        Path kubeconfig = controlPlane.writeKubeconfig(directory, contender.user());
        AuditLog log = controlPlane.audit();
        long position = log.position();
        MeasuredProcess process =
                MeasuredProcess.run(directory, contender.command(controlPlane.kubectl(), kubeconfig, cache, node));
        Instant first = log.firstRequestSince(position, contender.user())
                .orElseThrow(() -> new IllegalStateException(contender.title() + " asked for nothing"));
        Instant begin = contender == Contender.EVENKEEL_SHELL ? process.started() : first;
        Instant end = process.ended();
        Duration drainCpu = process.cpu();
        if (contender.tellsTimes()) {
            String[] times = process.output().trim().split(" ");
            begin = Instant.ofEpochMilli(Long.parseLong(times[0]));
            end = Instant.ofEpochMilli(Long.parseLong(times[1]));
            drainCpu = Duration.ofMillis(Long.parseLong(times[2]));
        }
        TreeMap<String, Long> requests = new TreeMap<>();
        log.countsSince(position).forEach((request, count) -> {
            if (request.user().equals(contender.user())) {
                requests.merge(request.verb() + " " + request.resource() + " " + request.status(), count, Long::sum);
            }
        });
        return new Measurement(
                Duration.between(begin, end),
                Duration.between(process.started(), process.ended()),
                Duration.between(first, end),
                process.cpu(),
                drainCpu,
                process.peakBytes(),
                requests);
    }
}
