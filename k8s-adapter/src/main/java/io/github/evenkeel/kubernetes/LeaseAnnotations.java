package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.RunRequest;
import io.github.evenkeel.spi.RunStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Annotations of a Lease that is a lock: what the run publishes, and the requests to it. */
final class LeaseAnnotations {
    /** Changes with each renewal, and with nothing else. */
    private static final String RENEWED = "evenkeel.io/renewed-at-revision";

    private static final String RUN = "evenkeel.io/run";
    private static final String REQUEST = "evenkeel.io/request.";

    private LeaseAnnotations() {}

    /** For the revision at which the Lease is renewed; null if it has not been. */
    static @Nullable String renewed(Lease lease) {
        return of(lease).get(RENEWED);
    }

    /** The run that published its state last. */
    static Optional<RunStatus> run(Lease lease) {
        return Optional.ofNullable(of(lease).get(RUN)).flatMap(RunStatus::read);
    }

    /** Requests without an answer, by their ids. */
    static List<RunRequest> requests(Lease lease) {
        return of(lease).entrySet().stream()
                .filter(annotation -> annotation.getKey().startsWith(REQUEST))
                .sorted(Map.Entry.comparingByKey())
                .map(annotation ->
                        RunRequest.read(annotation.getKey().substring(REQUEST.length()), annotation.getValue()))
                .toList();
    }

    /** The annotations of a patch that takes the lock: it is not known yet which run takes it. */
    static Map<String, Object> taking(String revision) {
        Map<String, Object> annotations = new HashMap<>();
        annotations.put(RENEWED, revision);
        annotations.put(RUN, null);
        return annotations;
    }

    /** The annotations of a patch that renews the lock. */
    static Map<String, Object> renewing(String revision, RunLock.Update update) {
        Map<String, Object> annotations = updating(update);
        annotations.put(RENEWED, revision);
        return annotations;
    }

    /** The annotations of a patch with that update. A null removes one; what is not named stays. */
    static Map<String, Object> updating(RunLock.Update update) {
        Map<String, Object> annotations = new HashMap<>();
        update.run().ifPresent(run -> annotations.put(RUN, run.toText()));
        update.answered().forEach(id -> annotations.put(REQUEST + id, null));
        return annotations;
    }

    /** The annotations of a patch that adds a request. */
    static Map<String, Object> adding(RunRequest request) {
        return Map.of(REQUEST + request.id(), request.toText());
    }

    private static Map<String, String> of(Lease lease) {
        return Objects.requireNonNullElse(lease.getMetadata().getAnnotations(), Map.of());
    }
}
