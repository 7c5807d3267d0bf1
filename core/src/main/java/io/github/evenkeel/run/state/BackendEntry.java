package io.github.evenkeel.run.state;

import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A backend of a node as it was when it was found.
 *
 * @param loadBalancer identity for the provider
 * @param set name of the backend set
 * @param backend its settings
 * @param idleTimeout the longest of the set's listeners
 * @param health that it had
 * @param takenOffline whether the run may have taken it offline
 */
public record BackendEntry(
        String loadBalancer,
        String set,
        Backend backend,
        Duration idleTimeout,
        BackendHealth health,
        boolean takenOffline) {
    /** Of entries that tell neither the backend's name nor its health. */
    private static final int OLDER_FIELDS = 8;

    private static final int FIELDS = 11;
    private static final String OFFLINE = "OFFLINE";
    private static final String FIELD = "backends";
    private static final int MOST_PORT = 65_535;

    /** The most that OCI's load balancers take. */
    private static final int MOST_WEIGHT = 100;

    /** The most that OCI's load balancers take. */
    private static final int MOST_CONNECTIONS = 65_535;

    /** A day; OCI's listeners take two hours. */
    private static final int MOST_SECONDS = 86_400;

    static BackendEntry parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS && fields.length != OLDER_FIELDS) {
            throw EntryFields.refused(FIELD, text, FIELDS + " values with commas between");
        }
        Backend unnamed = Backend.builder(
                        EntryFields.one(FIELD, fields[2]), EntryFields.number(FIELD, fields[3], 1, MOST_PORT))
                .weight(EntryFields.number(FIELD, fields[4], 0, MOST_WEIGHT))
                .maxConnections(EntryFields.number(FIELD, fields[5], 0, MOST_CONNECTIONS))
                .modes(modes(fields[6]))
                .build();
        boolean older = fields.length == OLDER_FIELDS;
        return new BackendEntry(
                EntryFields.one(FIELD, decoded(fields[0])),
                EntryFields.one(FIELD, decoded(fields[1])),
                older ? unnamed : unnamed.named(EntryFields.one(FIELD, decoded(fields[8]))),
                Duration.ofSeconds(EntryFields.number(FIELD, fields[7], 0, MOST_SECONDS)),
                older ? BackendHealth.OK : EntryFields.oneOf(FIELD, fields[9], EnumSet.allOf(BackendHealth.class)),
                !older
                        && EntryFields.matching(
                                        FIELD,
                                        fields[10],
                                        Pattern.compile("(" + OFFLINE + ")?"),
                                        OFFLINE + ", or empty")
                                .equals(OFFLINE));
    }

    /** Not taken offline. */
    public BackendEntry(String loadBalancer, String set, Backend backend, Duration idleTimeout, BackendHealth health) {
        this(loadBalancer, set, backend, idleTimeout, health, false);
    }

    /** The same backend, which the run is about to take offline. */
    public BackendEntry offline() {
        return new BackendEntry(loadBalancer, set, backend, idleTimeout, health, true);
    }

    private static Set<Backend.Mode> modes(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split("\\+", -1))
                        .map(mode -> EntryFields.oneOf(FIELD, mode, EnumSet.allOf(Backend.Mode.class)))
                        .collect(Collectors.toSet());
    }

    String text() {
        String modes = new TreeSet<>(backend.modes()).stream().map(Enum::name).collect(Collectors.joining("+"));
        return String.join(
                ",",
                encoded(loadBalancer),
                encoded(set),
                backend.address(),
                Integer.toString(backend.port()),
                Integer.toString(backend.weight()),
                Integer.toString(backend.maxConnections()),
                modes,
                Long.toString(idleTimeout.toSeconds()),
                encoded(backend.name()),
                health.name(),
                takenOffline ? OFFLINE : "");
    }

    /** Without commas and spaces. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
