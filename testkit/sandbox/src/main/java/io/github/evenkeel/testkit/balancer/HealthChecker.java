package io.github.evenkeel.testkit.balancer;

import io.github.evenkeel.testkit.oci.BackendState;
import io.github.evenkeel.testkit.oci.HealthCheckStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks the health of one set's backends, and keeps the results. Thread-safe. */
final class HealthChecker implements AutoCloseable {
    private final Supplier<List<BackendState>> backends;
    private final PrivateNetwork network;
    private final HealthCheck check;
    private final BiConsumer<String, HealthCheckStatus> told;
    private final Map<String, Integer> failuresInARow = new ConcurrentHashMap<>();
    private final Set<String> well = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final HttpClient client;
    private final ScheduledFuture<?> rounds;

    HealthChecker(
            Supplier<List<BackendState>> backends,
            PrivateNetwork network,
            HealthCheck check,
            BiConsumer<String, HealthCheckStatus> told,
            ScheduledExecutorService executor) {
        this.backends = backends;
        this.network = network;
        this.check = check;
        this.told = told;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(check.timeout())
                .executor(executor)
                .build();
        rounds = executor.scheduleAtFixedRate(this::round, 0, check.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isWell(String backend) {
        return well.contains(backend);
    }

    @Override
    public void close() {
        rounds.cancel(false);
    }

    private void round() {
        List<BackendState> now = backends.get();
        List<String> names = now.stream().map(BackendState::name).toList();
        well.retainAll(names);
        failuresInARow.keySet().retainAll(names);
        for (BackendState backend : now) {
            if (asked.add(backend.name())) {
                ask(backend);
            }
        }
    }

    private void ask(BackendState backend) {
        InetSocketAddress socket =
                network.resolve(backend.ipAddress(), check.port() == 0 ? backend.port() : check.port());
        if (check.path().isEmpty()) {
            HealthCheckStatus status = backend.offline() ? HealthCheckStatus.OFFLINE : connect(socket);
            asked.remove(backend.name());
            heard(backend.name(), status);
            return;
        }
        URI uri = URI.create("http://" + socket.getAddress().getHostAddress() + ":" + socket.getPort() + check.path());
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(check.timeout()).build();
        CompletableFuture<?> unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, error) -> {
                    asked.remove(backend.name());
                    heard(backend.name(), status(backend, answer, error));
                });
    }

    /** Connects to a socket of this machine, which takes it or refuses it at once. */
    private HealthCheckStatus connect(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, Math.toIntExact(check.timeout().toMillis()));
            return HealthCheckStatus.OK;
        } catch (SocketTimeoutException e) {
            return HealthCheckStatus.TIMED_OUT;
        } catch (IOException e) {
            return HealthCheckStatus.CONNECT_FAILED;
        }
    }

    private void heard(String backend, HealthCheckStatus status) {
        if (status == HealthCheckStatus.OK) {
            failuresInARow.remove(backend);
            well.add(backend);
        } else if (failuresInARow.merge(backend, 1, Integer::sum) >= check.failures()) {
            well.remove(backend);
        }
        if (!well.contains(backend) || status == HealthCheckStatus.OK) {
            told.accept(backend, status);
        }
    }

    private static HealthCheckStatus status(
            BackendState backend, @Nullable HttpResponse<Void> answer, @Nullable Throwable error) {
        if (backend.offline()) {
            return HealthCheckStatus.OFFLINE;
        }
        if (answer != null) {
            return answer.statusCode() == 200 ? HealthCheckStatus.OK : HealthCheckStatus.INVALID_STATUS_CODE;
        }
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof HttpTimeoutException) {
            return HealthCheckStatus.TIMED_OUT;
        }
        return cause instanceof ConnectException ? HealthCheckStatus.CONNECT_FAILED : HealthCheckStatus.IO_ERROR;
    }
}
