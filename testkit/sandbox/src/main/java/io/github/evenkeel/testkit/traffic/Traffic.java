package io.github.evenkeel.testkit.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Generates a steady load on an address, over kept-alive connections, with some slow requests always in flight. Each
 * request is sent once: it is a POST, which the JDK's client does not repeat when a connection breaks.
 *
 * <p>Thread-safe; its threads are daemons and end with {@link #close}.
 */
public final class Traffic implements AutoCloseable {
    private static final int SLOW_EVERY = 20;
    private static final Duration SLOW = Duration.ofMillis(800);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int FEWEST_IN_FLIGHT = 32;

    private final URI url;
    private final int mostInFlight;
    private final Outcomes outcomes = new Outcomes();
    private final Phaser inFlight = new Phaser(1);
    private final AtomicLong number = new AtomicLong();
    private final long begin = System.nanoTime();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "traffic");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(executor)
            .build();
    private final ScheduledFuture<?> sending;

    private Traffic(URI url, int perSecond) {
        this.url = url;
        mostInFlight = Math.max(FEWEST_IN_FLIGHT, perSecond);
        sending = executor.scheduleAtFixedRate(this::send, 0, 1_000_000L / perSecond, TimeUnit.MICROSECONDS);
    }

    /**
     * Begins to send. A second's worth of requests may be under way at a time; when answers are slower than that, fewer
     * are sent, so that a busy machine is not taken for lost requests.
     *
     * @param url to send to; a slow request has {@code ?millis=800} behind it
     * @param perSecond how many requests, from 1 to 10,000
     * @throws IllegalArgumentException for another number
     */
    public static Traffic start(URI url, int perSecond) {
        if (perSecond < 1 || perSecond > 10_000) {
            throw new IllegalArgumentException("perSecond is " + perSecond + "; needed is 1 to 10000");
        }
        return new Traffic(url, perSecond);
    }

    /** What became of the requests so far; those under way are in {@code sent} alone. */
    public TrafficReport report() {
        return outcomes.report();
    }

    /** Sends no more, and waits for the answers that are due: at most some ten seconds. */
    public TrafficReport stop() {
        sending.cancel(false);
        inFlight.arriveAndAwaitAdvance();
        return report();
    }

    @Override
    public void close() {
        if (!executor.isShutdown()) {
            stop();
            executor.shutdownNow();
        }
    }

    private void send() {
        if (inFlight.getRegisteredParties() > mostInFlight) {
            return;
        }
        boolean slow = number.incrementAndGet() % SLOW_EVERY == 0;
        URI target = slow ? url.resolve("?millis=" + SLOW.toMillis()) : url;
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        long started = System.nanoTime();
        inFlight.register();
        outcomes.sent();
        CompletableFuture<?> unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, error) -> {
                    note(answer, error, started);
                    inFlight.arriveAndDeregister();
                });
    }

    private void note(@Nullable HttpResponse<Void> answer, @Nullable Throwable error, long started) {
        if (answer != null && answer.statusCode() < 400) {
            outcomes.succeeded(Duration.ofNanos(System.nanoTime() - started));
        } else if (answer != null) {
            outcomes.failed("HTTP " + answer.statusCode(), Duration.ofNanos(System.nanoTime() - begin));
        } else {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            outcomes.failed(String.valueOf(cause), Duration.ofNanos(System.nanoTime() - begin));
        }
    }
}
