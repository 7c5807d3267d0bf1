package io.github.evenkeel.benchmarks.scale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what a preview reads of Kubernetes, page by page, and does nothing with it. */
final class RawLists {
    private static final List<String> PATHS = List.of(
            "/api/v1/nodes",
            "/api/v1/pods",
            "/apis/policy/v1/poddisruptionbudgets",
            "/apis/apps/v1/daemonsets",
            "/api/v1/persistentvolumes",
            "/api/v1/services");
    private static final JsonFactory JSON = new JsonFactory();

    private final KubernetesClient client;

    RawLists(KubernetesClient client) {
        this.client = client;
    }

    /** Returns how many characters there were. */
    long read() throws IOException {
        long length = 0;
        for (String path : PATHS) {
            String next = "";
            do {
                String page =
                        client.raw(path + "?limit=500&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
                length += page.length();
                next = next(page);
            } while (!next.isEmpty());
        }
        return length;
    }

    /** The metadata comes before the items. */
    private static String next(String page) throws IOException {
        try (JsonParser parser = JSON.createParser(page)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("continue")) {
                    return parser.nextTextValue();
                }
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("items")) {
                    return "";
                }
            }
            return "";
        }
    }
}
