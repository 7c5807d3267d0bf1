package io.github.evenkeel;

import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Availability probe by HTTP GET. The application is available if a complete response of status 200 to 299 arrives in
 * time. The probe follows no redirect: a login page is no sign of health.
 *
 * <pre>{@code
 * HttpProbe.of("https://shop.example.com/health").withStatus(200).withText("\"status\":\"UP\"")
 * }</pre>
 *
 * <p>Immutable, and safe for use by any thread. Uses the JDK's client, which closes itself when it is no longer used.
 * Events, reports and messages show the address without user info, query and fragment, and never a body.
 */
public final class HttpProbe implements AvailabilityProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofHours(1);

    private final URI address;
    private final HttpClient client;
    private final Expected expected;

    private HttpProbe(URI address, HttpClient client, Expected expected) {
        this.address = address;
        this.client = client;
        this.expected = expected;
    }

    /** The response of an available application. */
    private record Expected(IntPredicate status, String statuses, @Nullable String text, Duration within) {}

    /**
     * Probes an address.
     *
     * @param address such as {@code https://shop.example.com/health}
     * @throws IllegalArgumentException if it is no http or https address
     */
    public static HttpProbe of(String address) {
        Objects.requireNonNull(address, "address");
        URI uri = ProbeAddress.parse(address);
        return new HttpProbe(
                uri,
                HttpClient.newBuilder()
                        .connectTimeout(TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                new Expected(status -> status / 100 == 2, "200 to 299", null, TIMEOUT));
    }

    /**
     * Returns a probe that accepts only these statuses. Name 301, 302 or 307 where a redirect is the right response.
     *
     * @throws IllegalArgumentException if the list is empty, or one is not an HTTP status
     */
    public HttpProbe withStatus(int... statuses) {
        Objects.requireNonNull(statuses, "statuses");
        if (statuses.length == 0 || IntStream.of(statuses).anyMatch(status -> status < 200 || status > 599)) {
            throw new IllegalArgumentException("the expected statuses are " + Arrays.toString(statuses)
                    + "; needed is one at least, of 200 to 599");
        }
        Set<Integer> all = IntStream.of(statuses).boxed().collect(Collectors.toUnmodifiableSet());
        String words = all.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
        return with(new Expected(all::contains, words, expected.text, expected.within));
    }

    /**
     * Returns a probe that also needs a text in the first MiB of the body, read as UTF-8.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public HttpProbe withText(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "the expected text is empty; needed is one that tells health from an error");
        }
        return with(new Expected(expected.status, expected.statuses, text, expected.within));
    }

    /**
     * Returns a probe with another timeout for the whole response, body included. The default is 5 s;
     * {@link CallTiming#probe()} applies as well.
     *
     * @param atMost positive, an hour at most
     * @throws IllegalArgumentException if it is not
     */
    public HttpProbe withTimeout(Duration atMost) {
        Objects.requireNonNull(atMost, "atMost");
        if (atMost.toMillis() < 1 || atMost.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "the timeout is " + atMost + "; needed is more than none, and 1 h at most");
        }
        return with(new Expected(expected.status, expected.statuses, expected.text, atMost));
    }

    private HttpProbe with(Expected other) {
        return new HttpProbe(address, client, other);
    }

    @Override
    public ProbeResult look() {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(expected.within).GET().build();
        // The request's own timeout covers the headers only; this one covers the body, too.
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new ProbeBody());
        try {
            return judged(answer.get(expected.within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new ProbeResult(false, "no complete response within " + expected.within.toMillis() / 1000.0 + " s");
        } catch (ExecutionException e) {
            return new ProbeResult(false, ProbeAddress.withoutQuery(address, String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProbeResult(false, "interrupted");
        } finally {
            answer.cancel(true); // ends the request, if it is still running
        }
    }

    private ProbeResult judged(HttpResponse<String> answer) {
        String found = "HTTP " + answer.statusCode();
        if (!expected.status.test(answer.statusCode())) {
            return new ProbeResult(false, found + "; expected " + expected.statuses);
        }
        String text = expected.text;
        return text == null || Objects.requireNonNullElse(answer.body(), "").contains(text)
                ? new ProbeResult(true, found)
                : new ProbeResult(false, found + " without the expected text");
    }

    /** The address without user info, query and fragment, which may be secret. */
    @Override
    public String target() {
        return ProbeAddress.told(address.toString());
    }

    @Override
    public String toString() {
        return "HTTP probe of " + target();
    }
}
