package io.github.evenkeel.examples;

import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Plays a cluster for whoever comes with the {@code oci} and {@code kubectl} commands. */
final class ServeCommand {
    private static final int REQUESTS_PER_SECOND = 50;

    private final InputStream in;
    private final PrintStream out;

    ServeCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    int run(List<String> line) throws IOException, InterruptedException {
        Arguments arguments = new Arguments(line, Set.of("--port", "--nodes"), Set.of("--control-plane"));
        int port = arguments.number("--port", 0, 0, 65_535);
        Path files = Files.createTempDirectory("evenkeel-sandbox");
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread signal = new Thread(() -> {
            end.countDown();
            awaitQuietly(ended);
        });
        Runtime.getRuntime().addShutdownHook(signal);
        try (Sandbox sandbox = Sandboxes.described(arguments)
                        .nodes(arguments.number("--nodes", 3, 2, 50))
                        .ociPort(port)
                        .start();
                Traffic traffic = sandbox.startTraffic(REQUESTS_PER_SECOND)) {
            tell(sandbox, files);
            endWithInput(end);
            end.await();
            out.println(JsonReport.traffic(traffic.stop()));
        } finally {
            delete(files);
            ended.countDown();
        }
        return 0;
    }

    private void tell(Sandbox sandbox, Path files) throws IOException {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("OCI_ENDPOINT", sandbox.ociEndpoint());
        variables.put("OCI_CLI_CONFIG_FILE", sandbox.writeOciConfig(files));
        variables.put("KUBECONFIG", sandbox.writeKubeconfig(files));
        variables.put("COMPARTMENT_ID", sandbox.compartmentId());
        variables.put("CLUSTER_ID", sandbox.clusterId());
        variables.put("NODE_POOL_ID", sandbox.nodePoolId());
        variables.put("LOAD_BALANCER_ID", sandbox.loadBalancerId());
        variables.put("BACKEND_SET", sandbox.backendSet());
        variables.put("TRAFFIC_URL", sandbox.trafficUrl());
        variables.forEach((name, value) -> out.println(name + "=" + value));
        out.println("READY");
        out.flush();
    }

    private void endWithInput(CountDownLatch end) {
        Thread reader = new Thread(() -> {
            try {
                while (in.read() >= 0) {
                    // what is typed is of no interest, only that it ends
                }
            } catch (IOException e) {
                // an input that breaks has ended
            }
            end.countDown();
        });
        reader.setDaemon(true);
        reader.start();
    }

    private static void awaitQuietly(CountDownLatch ended) {
        try {
            ended.await(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
