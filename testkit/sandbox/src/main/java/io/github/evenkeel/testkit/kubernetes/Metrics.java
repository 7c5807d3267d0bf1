package io.github.evenkeel.testkit.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Metrics of the API server, as far as it has any. Thread-safe. */
final class Metrics {
    private static final String HEAD =
            """
            # HELP apiserver_requested_deprecated_apis [STABLE] Gauge of deprecated APIs that have been requested
            # TYPE apiserver_requested_deprecated_apis gauge
            """;

    private final List<String> requested = new CopyOnWriteArrayList<>();

    void requested(String group, String version, String resource, String removedRelease) {
        requested.add("apiserver_requested_deprecated_apis{group=\"" + group + "\",removed_release=\"" + removedRelease
                + "\",resource=\"" + resource + "\",subresource=\"\",version=\"" + version + "\"} 1\n");
    }

    ApiAnswer answer() {
        return ApiAnswer.raw(
                "text/plain; version=0.0.4; charset=utf-8",
                (HEAD + String.join("", requested)).getBytes(StandardCharsets.UTF_8));
    }
}
