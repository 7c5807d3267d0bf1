package io.github.evenkeel;

import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * Asks an address by HTTP GET; any answer below 400 is available. Redirects are answers, and not followed.
 *
 * <p>Safe for use by any thread. Uses the JDK's client, which ends by itself when it is no longer used.
 */
public final class HttpProbe implements AvailabilityProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private HttpProbe(URI address) {
        this.address = address;
    }

    /**
     * Probes an address.
     *
     * @param address such as {@code https://shop.example.com/health}
     * @throws IllegalArgumentException if it is no http or https address
     */
    public static HttpProbe of(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "'" + address + "' can't be probed; an address looks like https://shop.example.com/health");
        }
        return new HttpProbe(uri);
    }

    @Override
    public ProbeResult look() {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new ProbeResult(status < 400, "HTTP " + status);
        } catch (IOException e) {
            return new ProbeResult(false, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProbeResult(false, "interrupted");
        }
    }

    @Override
    public String target() {
        return address.toString();
    }
}
