package io.github.evenkeel.run.state;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was intended with one node and how far that got: written before each act, and after it.
 *
 * @param name of the node
 * @param uid of the node
 * @param instanceId of the machine
 * @param addresses by which load balancers may know it
 * @param poolId identity of its pool
 * @param version that its replacement shall have
 * @param step the furthest that was ever intended
 * @param done whether that was done
 * @param backends as they were when they were found
 * @param poolSize how many nodes the pool had
 * @param known digests of the instances that the pool had
 * @param daemonSets UIDs of those that had a pod on the node
 * @param volumesIn the availability domain where pods of the node have volumes; null if they have none, or none is
 *     known
 */
public record NodeEntry(
        String name,
        String uid,
        String instanceId,
        NodeAddresses addresses,
        String poolId,
        KubernetesVersion version,
        Step step,
        boolean done,
        List<BackendEntry> backends,
        int poolSize,
        Set<String> known,
        Set<String> daemonSets,
        @Nullable String volumesIn) {
    private static final int MOST_NODES = 10_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern DAEMON_SET = Pattern.compile("[^/]+/[^/]+/[^/]+");

    /** Whether the step was done. */
    private enum State {
        INTENDED,
        DONE
    }

    /** Copies the collections. */
    public NodeEntry {
        backends = List.copyOf(backends);
        known = Set.copyOf(known);
        daemonSets = Set.copyOf(daemonSets);
    }

    /** @param name of the node, by the entry's key */
    static NodeEntry of(String name, EntryCodec entry) {
        String node = entry.word("node");
        if (!node.equals(name)) {
            throw EntryFields.refused("node", node, "the node " + name + " of its key");
        }
        Set<String> known = matching(entry, "known", DIGEST, "twelve hexadecimal digits");
        if (known.isEmpty()) {
            throw EntryFields.refused("known", "", "one digest at least"); // every node would be taken for a new one
        }
        NodeAddresses addresses = AddressCodec.read(entry);
        List<BackendEntry> backends =
                entry.words("backends").stream().map(BackendEntry::parse).toList();
        for (BackendEntry backend : backends) {
            if (!addresses.include(backend.backend().address())) {
                throw EntryFields.refused(
                        "backends", backend.backend().name(), "at an address of the node, " + addresses.all());
            }
        }
        return new NodeEntry(
                node,
                entry.word("uid"),
                entry.word("instance"),
                addresses,
                entry.word("pool"),
                KubernetesVersion.parse(entry.word("version")),
                entry.oneOf("step", EnumSet.range(Step.DRAIN_BACKENDS, Step.SOAK)),
                entry.oneOf("state", EnumSet.allOf(State.class)) == State.DONE,
                backends,
                entry.number("size", 0, MOST_NODES),
                known,
                matching(entry, "daemonsets", DAEMON_SET, "UID/namespace/name"),
                entry.get("volumes").isEmpty() ? null : entry.word("volumes"));
    }

    private static Set<String> matching(EntryCodec entry, String field, Pattern form, String needed) {
        return entry.words(field).stream()
                .map(word -> EntryFields.matching(field, word, form, needed))
                .collect(Collectors.toSet());
    }

    EntryCodec entry() {
        EntryCodec entry = EntryCodec.empty()
                .put("node", name)
                .put("uid", uid)
                .put("instance", instanceId)
                .put("address", addresses.first())
                .put("addresses", AddressCodec.text(addresses))
                .put("pool", poolId)
                .put("version", version)
                .put("step", step)
                .put("state", done ? State.DONE : State.INTENDED)
                .put("size", poolSize)
                .put(
                        "backends",
                        String.join(
                                " ", backends.stream().map(BackendEntry::text).toList()))
                .put("known", String.join(" ", new TreeSet<>(known)))
                .put("daemonsets", String.join(" ", new TreeSet<>(daemonSets)));
        return volumesIn == null ? entry : entry.put("volumes", volumesIn);
    }

    /** The same node at another step. */
    public NodeEntry at(Step next, boolean isDone) {
        return copy(next, isDone, backends, volumesIn);
    }

    /** The same node with backends that were looked at again. */
    public NodeEntry with(List<BackendEntry> latest) {
        return copy(step, done, latest, volumesIn);
    }

    /** The same node with volumes that were looked for again. */
    public NodeEntry withVolumesIn(@Nullable String domain) {
        return copy(step, done, backends, domain);
    }

    private NodeEntry copy(Step next, boolean isDone, List<BackendEntry> latest, @Nullable String domain) {
        return new NodeEntry(
                name,
                uid,
                instanceId,
                addresses,
                poolId,
                version,
                next,
                isDone,
                latest,
                poolSize,
                known,
                daemonSets,
                domain);
    }

    /** Whether the deletion may have been asked for: there is no way back. */
    public boolean deletionIntended() {
        return step.compareTo(Step.DELETE_NODE) >= 0;
    }

    /** Whether the node may have been cordoned. */
    public boolean cordonIntended() {
        return step.compareTo(Step.CORDON) >= 0;
    }
}
