package io.github.evenkeel.testkit.kubernetes;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts requests to the API server, refused and lost ones included, discovery excluded. Thread-safe. */
public final class KubernetesCalls {
    private record Call(String user, String request) {}

    private final ConcurrentMap<Call, Long> counts = new ConcurrentHashMap<>();

    KubernetesCalls() {}

    /** The requests of a user by verb and resource, such as {@code create pods/eviction}, in order of their names. */
    public Map<String, Long> by(String user) {
        Map<String, Long> calls = new TreeMap<>();
        counts.forEach((call, count) -> {
            if (call.user.equals(user)) {
                calls.put(call.request, count);
            }
        });
        return calls;
    }

    /** Starts again at zero. */
    public void reset() {
        counts.clear();
    }

    void count(String user, String request) {
        counts.merge(new Call(user, request), 1L, Long::sum);
    }
}
