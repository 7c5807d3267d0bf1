package io.github.evenkeel.testkit.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests in the audit log of the API server. A request appears at its response, or a moment later; a watch appears
 * when it begins. Thread-safe.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/">Auditing</a>
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CHANGING = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final String REVIEWS = "authorization.k8s.io";

    private final Path file;

    AuditLog(Path file) {
        this.file = file;
    }

    /** Where the log ends now, in bytes. */
    public long position() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** How often who asked for what, with which result, since the start of the control plane. */
    public Map<AuditedRequest, Long> counts() {
        return countsSince(0);
    }

    /**
     * How often who asked for what, with which result, after some point.
     *
     * @param position of that point, see {@link #position}
     */
    public Map<AuditedRequest, Long> countsSince(long position) {
        Map<AuditedRequest, Long> counts = new HashMap<>();
        completeLines(position).lines().forEach(line -> {
            JsonNode event = parse(line);
            if (isAnswer(event)) {
                counts.merge(request(event), 1L, Long::sum);
            }
        });
        return counts;
    }

    /**
     * What a user asked the server to change after some point, in the order of the answers. Left out are dry runs,
     * which the address of a request tells ({@code dryRun=All}), and reviews of permissions, which are stored nowhere.
     * A dry run that only the body of a request asks for counts as a change: so it does for admission webhooks.
     *
     * @param position of that point, see {@link #position}
     */
    public List<AuditedRequest> changesSince(long position, String user) {
        return completeLines(position)
                .lines()
                .map(this::parse)
                .filter(AuditLog::isAnswer)
                .filter(AuditLog::isChange)
                .map(AuditLog::request)
                .filter(request -> request.user().equals(user))
                .toList();
    }

    /**
     * When the server received a user's first request after some point.
     *
     * @param position of that point, see {@link #position}
     */
    public Optional<Instant> firstRequestSince(long position, String user) {
        return completeLines(position)
                .lines()
                .map(this::parse)
                .filter(event -> request(event).user().equals(user))
                .map(event ->
                        Instant.parse(event.path("requestReceivedTimestamp").asText()))
                .min(Comparator.naturalOrder());
    }

    /** A line that is being written belongs to what comes after its end. */
    private String completeLines(long position) {
        long from = Math.max(0, position - 1);
        try (SeekableByteChannel channel = Files.newByteChannel(file).position(from);
                InputStream stream = Channels.newInputStream(channel)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            int start = position == 0 ? 0 : text.indexOf('\n') + 1;
            return text.substring(start, Math.max(start, text.lastIndexOf('\n') + 1));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A watch has an event when it begins and one when it ends. */
    private static boolean isAnswer(JsonNode event) {
        return event.path("verb").asText().equals("watch")
                ? event.path("stage").asText().equals("ResponseStarted")
                : !event.path("stage").asText().equals("Panic");
    }

    private static boolean isChange(JsonNode event) {
        return CHANGING.contains(event.path("verb").asText())
                && !event.path("objectRef").path("apiGroup").asText().equals(REVIEWS)
                && !event.path("requestURI").asText().contains("dryRun=All");
    }

    private static AuditedRequest request(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String subresource = object.path("subresource").asText();
        String resource = object.isMissingNode()
                ? event.path("requestURI").asText()
                : object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
        return new AuditedRequest(
                ServiceAccounts.shortName(event.path("user").path("username").asText()),
                event.path("verb").asText(),
                resource,
                event.path("responseStatus").path("code").asInt());
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("The audit log can't be read: " + file, e);
    }
}
