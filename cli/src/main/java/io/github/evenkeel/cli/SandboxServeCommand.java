package io.github.evenkeel.cli;

import io.github.evenkeel.testkit.Sandbox;
import io.github.evenkeel.testkit.traffic.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves an emulated cluster to the {@code oci} and {@code kubectl} commands. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Plays a cluster for the oci and kubectl commands, until SIGTERM or the end of input.",
            "It prints variables for their environment, then READY; at the end the figures of its traffic, as JSON."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it ended as it was told", "1:it could not start", "2:the command line is wrong"})
final class SandboxServeCommand implements Callable<Integer> {
    private static final int REQUESTS_PER_SECOND = 50;

    @Mixin
    final SandboxOptions options = new SandboxOptions();

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "0",
            converter = Port.class,
            description = "of the OCI services, 0 for any that is free; by default ${DEFAULT-VALUE}")
    int port;

    private final InputStream in;
    private final PrintStream out;

    SandboxServeCommand(Streams streams) {
        in = streams.in();
        out = streams.out();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path files = Files.createTempDirectory("evenkeel-sandbox");
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread signal = new Thread(() -> {
            end.countDown();
            awaitQuietly(ended);
        });
        Runtime.getRuntime().addShutdownHook(signal);
        try (Sandbox sandbox = options.described().ociPort(port).start();
                Traffic traffic = sandbox.startTraffic(REQUESTS_PER_SECOND)) {
            tell(sandbox, files);
            endWithInput(end);
            end.await();
            out.println(TrafficFigures.json(traffic.stop()));
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

    private static final class Port extends IntegerInRange {
        Port() {
            super(0, 65_535);
        }
    }
}
