package io.github.evenkeel.testkit.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backend set as of one moment.
 *
 * @param otherSettings what is kept and shown as it was sent, by field
 */
record BackendSetState(
        String name,
        String policy,
        List<BackendState> backends,
        HealthChecker healthChecker,
        Map<String, Object> otherSettings) {
    /** Most backends of a set; draining ones count. */
    private static final int MOST_BACKENDS = 512;

    BackendSetState {
        backends = List.copyOf(backends);
        otherSettings = Map.copyOf(otherSettings);
    }

    Optional<BackendState> backend(String backendName) {
        return backends.stream()
                .filter(backend -> backend.name().equals(backendName))
                .findFirst();
    }

    BackendSetState adding(BackendState backend) {
        if (backend(backend.name()).isPresent()) {
            throw Refusal.invalid("backend set " + name + " already has a backend " + backend.name());
        }
        List<BackendState> more = new ArrayList<>(backends);
        more.add(backend);
        return with(more);
    }

    BackendSetState replacing(BackendState backend) {
        removing(backend.name());
        return with(backends.stream()
                .map(present -> present.name().equals(backend.name()) ? backend : present)
                .toList());
    }

    BackendSetState removing(String backendName) {
        if (backend(backendName).isEmpty()) {
            throw Refusal.invalid("backend set " + name + " has no backend " + backendName);
        }
        return with(backends.stream()
                .filter(present -> !present.name().equals(backendName))
                .toList());
    }

    private BackendSetState with(List<BackendState> others) {
        if (others.size() > MOST_BACKENDS) {
            throw Refusal.invalid("backend set " + name + " can hold " + MOST_BACKENDS + " backends, not more");
        }
        if (policy.equals("IP_HASH") && others.stream().anyMatch(BackendState::backup)) {
            throw Refusal.invalid("backend set " + name + " spreads by IP_HASH and can't have a backup backend");
        }
        return new BackendSetState(name, policy, others, healthChecker, otherSettings);
    }

    BackendSetState with(StickySessions sessions) {
        return new BackendSetState(name, policy, backends, healthChecker, sessions.settings());
    }
}
