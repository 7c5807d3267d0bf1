package io.github.evenkeel.traffic;

import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.run.state.EntryFields;
import io.github.evenkeel.run.state.NodeState;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.BackendHealth;
import io.github.evenkeel.spi.LoadBalancer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Backend of a node, as the run found it, as a text of the node's state.
 *
 * @param loadBalancer identity for the provider
 * @param set name of the backend set
 * @param backend its settings
 * @param idleTimeout the longest of the set's listeners
 * @param health that it had
 * @param takenOffline whether the run may have taken it offline
 * @param owner of the set
 */
public record SavedMembership(
        String loadBalancer,
        String set,
        Backend backend,
        Duration idleTimeout,
        BackendHealth health,
        boolean takenOffline,
        SetOwner owner) {
    private static final int FIELDS = 12;
    private static final String OFFLINE = "OFFLINE";
    private static final String FIELD = "backends";
    private static final int MOST_PORT = 65_535;

    /** The most that OCI's load balancers take. */
    private static final int MOST_WEIGHT = 100;

    /** The most that OCI's load balancers take. */
    private static final int MOST_CONNECTIONS = 65_535;

    /** A day; OCI's listeners take two hours. */
    private static final int MOST_SECONDS = 86_400;

    /**
     * Reads the memberships of a node.
     *
     * @throws IllegalArgumentException if no run has written them so
     */
    public static List<SavedMembership> read(NodeState state) {
        List<SavedMembership> all =
                state.memberships().stream().map(SavedMembership::parse).toList();
        for (SavedMembership one : all) {
            if (!state.addresses().include(one.backend().address())) {
                throw EntryFields.refused(
                        FIELD,
                        one.backend().name(),
                        "at an address of the node, " + state.addresses().all());
            }
        }
        return all;
    }

    /**
     * A membership, as a node's state keeps it.
     *
     * @param takenOffline whether the run may have taken it offline
     */
    static SavedMembership of(BackendMembership membership, boolean takenOffline) {
        return new SavedMembership(
                membership.balancer().id(),
                membership.set(),
                membership.backend(),
                membership.idleTimeout(),
                membership.health(),
                takenOffline,
                membership.owner());
    }

    static SavedMembership parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS
                && fields.length != FIELDS - 1) { // before the owner was written, all were the plan's
            throw EntryFields.refused(FIELD, text, FIELDS + " values with commas between");
        }
        Backend unnamed = Backend.builder(
                        EntryFields.one(FIELD, fields[2]), EntryFields.number(FIELD, fields[3], 0, MOST_PORT))
                .weight(EntryFields.number(FIELD, fields[4], 0, MOST_WEIGHT))
                .maxConnections(EntryFields.number(FIELD, fields[5], 0, MOST_CONNECTIONS))
                .modes(modes(fields[6]))
                .build();
        return new SavedMembership(
                EntryFields.one(FIELD, decoded(fields[0])),
                EntryFields.one(FIELD, decoded(fields[1])),
                unnamed.named(EntryFields.one(FIELD, decoded(fields[8]))),
                Duration.ofSeconds(EntryFields.number(FIELD, fields[7], 0, MOST_SECONDS)),
                EntryFields.oneOf(FIELD, fields[9], EnumSet.allOf(BackendHealth.class)),
                EntryFields.matching(FIELD, fields[10], Pattern.compile("(" + OFFLINE + ")?"), OFFLINE + ", or empty")
                        .equals(OFFLINE),
                fields.length < FIELDS
                        ? SetOwner.PLAN
                        : EntryFields.oneOf(FIELD, fields[FIELDS - 1], EnumSet.allOf(SetOwner.class)));
    }

    /**
     * The membership, of a balancer of the plan.
     *
     * @throws StepFailure if the plan does not have the balancer
     */
    BackendMembership in(List<LoadBalancer> balancers) {
        return balancers.stream()
                .filter(balancer -> balancer.id().equals(loadBalancer))
                .findFirst()
                .map(balancer -> new BackendMembership(balancer, set, backend, idleTimeout, health, owner))
                .orElseThrow(() -> new StepFailure(
                        "load balancer " + loadBalancer, "one of the plan's, as the journal has it", "none"));
    }

    /** The set, as the numbers of what served have it. */
    public String setKey() {
        return loadBalancer + "/" + set;
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
                takenOffline ? OFFLINE : "",
                owner.name());
    }

    /** Without commas and spaces. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
