package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable health checker of a backend set, as {@code HealthChecker} of the Load Balancer API.
 *
 * @param protocol {@code HTTP} or {@code TCP}
 * @param port of the check; 0 for each backend's own port
 * @param urlPath of the request; only with HTTP
 * @param returnCode of a healthy backend; only with HTTP
 * @param retries number of checks in a row that change a backend's state
 * @param timeout for one check, in milliseconds on the wire
 * @param interval from check to check, in milliseconds on the wire
 */
public record HealthChecker(
        String protocol, int port, String urlPath, int returnCode, int retries, Duration timeout, Duration interval) {
    private static final int LONGEST_MILLIS = 1_800_000;

    /** Asks for that path on each backend's own port every 10 s, as the service does by default, and wants a 200. */
    public static HealthChecker http(String urlPath) {
        return new HealthChecker("HTTP", 0, urlPath, 200, 3, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    /** The same with another port; 0 for each backend's own. */
    public HealthChecker withPort(int other) {
        return new HealthChecker(protocol, other, urlPath, returnCode, retries, timeout, interval);
    }

    /** The same at another interval. */
    public HealthChecker withInterval(Duration other) {
        return new HealthChecker(protocol, port, urlPath, returnCode, retries, timeout, other);
    }

    static HealthChecker read(OciBody body) {
        HealthChecker usual = http("/");
        return new HealthChecker(
                body.neededText("protocol"),
                body.number("port", 0, 65_535).orElse(0),
                body.text("urlPath").orElse(usual.urlPath),
                body.number("returnCode", 100, 599).orElse(usual.returnCode),
                body.number("retries", 1, 100).orElse(usual.retries),
                Duration.ofMillis(
                        body.number("timeoutInMillis", 1, LONGEST_MILLIS).orElse((int) usual.timeout.toMillis())),
                Duration.ofMillis(
                        body.number("intervalInMillis", 1, LONGEST_MILLIS).orElse((int) usual.interval.toMillis())));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("protocol", protocol);
        json.put("urlPath", urlPath);
        json.put("port", port);
        json.put("returnCode", returnCode);
        json.put("retries", retries);
        json.put("timeoutInMillis", timeout.toMillis());
        json.put("intervalInMillis", interval.toMillis());
        json.put("responseBodyRegex", "");
        json.put("isForcePlainText", false);
        return json;
    }
}
