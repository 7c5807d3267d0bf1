package io.github.evenkeel.prometheus;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Prometheus on the loopback interface, which reads the metrics of one target each second. */
final class RealPrometheus implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String address;
    private final Path log;

    private RealPrometheus(Process process, String address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts it, and waits until it answers queries.
     *
     * @param target host and port of what it reads
     */
    static RealPrometheus start(Path directory, String target) throws IOException {
        Path config = Files.writeString(
                directory.resolve("prometheus.yml"),
                """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: shop
                    static_configs:
                      - targets: ['%s']
                """
                        .formatted(target));
        String listen = "127.0.0.1:" + freePort();
        Path log = directory.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        program(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + listen,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RealPrometheus prometheus = new RealPrometheus(process, "http://" + listen, log);
        try {
            Awaitility.await()
                    .atMost(STARTS_WITHIN)
                    .failFast(prometheus::requireAlive)
                    .until(prometheus::isReady);
            return prometheus;
        } catch (RuntimeException | Error e) {
            prometheus.close();
            throw e;
        }
    }

    /**
     * The one that a property names, the one on the path, or the one that the script of this repository has unpacked.
     */
    private static String program() {
        Stream<Path> onPath = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"));
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return Stream.of(
                        Stream.ofNullable(System.getProperty("evenkeel.prometheus"))
                                .map(Path::of),
                        onPath,
                        Stream.of(cache.resolve("evenkeel/prometheus/usr/bin/prometheus")))
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Prometheus was found: run dev/prometheus/install, or install"
                        + " it so that 'prometheus' is on the PATH, or name it by -Devenkeel.prometheus=PROGRAM"))
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address + "/-/ready")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void requireAlive() throws IOException {
        if (!process.isAlive()) {
            List<String> lines = Files.readAllLines(log);
            throw new IllegalStateException(
                    "Prometheus has ended: " + lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        }
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
