package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Backends as they cross the wire. Limits are those of {@code CreateBackendDetails} and {@code UpdateBackendDetails}.
 */
final class BackendWire {
    private static final int MOST_WEIGHT = 100;
    private static final int LEAST_CONNECTIONS_LIMIT = 256;
    private static final int PORTS = 65_535;

    private BackendWire() {}

    static Map<String, @Nullable Object> json(BackendState backend) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", backend.name());
        json.put("ipAddress", backend.ipAddress());
        json.put("port", backend.port());
        json.put("weight", backend.weight());
        json.put("maxConnections", backend.maxConnections() == 0 ? null : backend.maxConnections());
        json.put("drain", backend.drain());
        json.put("backup", backend.backup());
        json.put("offline", backend.offline());
        return json;
    }

    /** Reads a backend that is made: all but address and port can be left out. */
    static BackendState created(OciBody body) {
        return new BackendState(
                body.neededText("ipAddress"),
                body.neededNumber("port", 1, PORTS),
                body.number("weight", 1, MOST_WEIGHT).orElse(1),
                maxConnections(body),
                body.flag("drain").orElse(false),
                body.flag("offline").orElse(false),
                body.flag("backup").orElse(false));
    }

    /** Reads an update: only the limit of connections can be left out, which takes it away. */
    static BackendState updated(BackendState present, OciBody body) {
        return new BackendState(
                present.ipAddress(),
                present.port(),
                body.neededNumber("weight", 1, MOST_WEIGHT),
                maxConnections(body),
                body.neededFlag("drain"),
                body.neededFlag("offline"),
                body.neededFlag("backup"));
    }

    private static int maxConnections(OciBody body) {
        int limit = body.number("maxConnections", 0, PORTS).orElse(0);
        if (limit != 0 && limit < LEAST_CONNECTIONS_LIMIT) {
            throw Refusal.invalid(
                    "maxConnections is " + limit + "; it must be 0, or " + LEAST_CONNECTIONS_LIMIT + " at least");
        }
        return limit;
    }
}
