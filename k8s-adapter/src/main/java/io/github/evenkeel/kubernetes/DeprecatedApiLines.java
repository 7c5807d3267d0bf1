package io.github.evenkeel.kubernetes;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.DeprecatedApi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks the requested API versions that a release removes from the API server's metrics, as they come: those of a large
 * cluster are tens of megabytes. Keeps one line at a time, and a limited number of results.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/deprecation-policy/">Kubernetes deprecation policy</a>
 */
final class DeprecatedApiLines {
    private static final String GAUGE = "apiserver_requested_deprecated_apis{";
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"\\\\]*)\"");
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Pattern NOT_REQUESTED = Pattern.compile(".*}\\s+0(\\.0*)?(\\s.*)?");
    private static final int LONGEST_LINE = 2048;
    private static final int MOST = 1000;

    private final byte[] line = new byte[LONGEST_LINE];
    private final Set<DeprecatedApi> found = new LinkedHashSet<>();
    private int length;

    /** Takes the next part of the text. */
    void add(List<ByteBuffer> part) {
        for (ByteBuffer bytes : part) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next == '\n') {
                    endLine();
                } else if (length < LONGEST_LINE) {
                    line[length++] = next;
                }
            }
        }
    }

    /** What was found, once all of the text was added. */
    List<DeprecatedApi> found() {
        endLine();
        return List.copyOf(found);
    }

    private void endLine() {
        // A line that was cut has no closing brace.
        if (found.size() < MOST && length > GAUGE.length() && line[0] == GAUGE.charAt(0)) {
            String text = new String(line, 0, length, StandardCharsets.UTF_8);
            if (text.startsWith(GAUGE)) {
                api(text).ifPresent(found::add);
            }
        }
        length = 0;
    }

    private static Optional<DeprecatedApi> api(String text) {
        Map<String, String> labels = new HashMap<>();
        for (Matcher label = LABEL.matcher(text); label.find(); ) {
            labels.put(label.group(1), label.group(2));
        }
        Matcher release = RELEASE.matcher(labels.getOrDefault("removed_release", ""));
        return release.matches()
                        && text.contains("}")
                        && !NOT_REQUESTED.matcher(text).matches()
                ? Optional.of(new DeprecatedApi(
                        labels.getOrDefault("group", ""),
                        labels.getOrDefault("version", ""),
                        labels.getOrDefault("resource", ""),
                        new KubernetesVersion(
                                Integer.parseInt(release.group(1)), Integer.parseInt(release.group(2)), 0)))
                : Optional.empty();
    }
}
