package io.github.evenkeel.logbook;

import io.github.evenkeel.KubernetesVersion;
import io.github.evenkeel.Step;
import io.github.evenkeel.cluster.NodeAddresses;
import io.github.evenkeel.spi.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
public record NodeNotes(
        String name,
        String uid,
        String instanceId,
        NodeAddresses addresses,
        String poolId,
        KubernetesVersion version,
        Step step,
        boolean done,
        List<BackendNotes> backends,
        int poolSize,
        Set<String> known,
        Set<String> daemonSets,
        @Nullable String volumesIn) {
    /** What the journal calls the address that the pool has; other types are those of Kubernetes. */
    private static final String PRIVATE_IP = "privateIp";

    /** Copies the collections. */
    public NodeNotes {
        backends = List.copyOf(backends);
        known = Set.copyOf(known);
        daemonSets = Set.copyOf(daemonSets);
    }

    static NodeNotes of(Entry entry) {
        return new NodeNotes(
                entry.required("node"),
                entry.required("uid"),
                entry.required("instance"),
                addresses(entry),
                entry.required("pool"),
                KubernetesVersion.parse(entry.required("version")),
                Step.valueOf(entry.required("step")),
                entry.required("state").equals("DONE"),
                words(entry, "backends").stream().map(BackendNotes::parse).toList(),
                entry.number("size"),
                Set.copyOf(words(entry, "known")),
                Set.copyOf(words(entry, "daemonsets")),
                entry.get("volumes").orElse(null));
    }

    Entry entry() {
        Entry entry = Entry.empty()
                .put("node", name)
                .put("uid", uid)
                .put("instance", instanceId)
                .put("address", addresses.first())
                .put("addresses", text(addresses))
                .put("pool", poolId)
                .put("version", version)
                .put("step", step)
                .put("state", done ? "DONE" : "INTENDED")
                .put("size", poolSize)
                .put(
                        "backends",
                        String.join(
                                " ", backends.stream().map(BackendNotes::text).toList()))
                .put("known", String.join(" ", new TreeSet<>(known)))
                .put("daemonsets", String.join(" ", new TreeSet<>(daemonSets)));
        return volumesIn == null ? entry : entry.put("volumes", volumesIn);
    }

    /** The same node at another step. */
    public NodeNotes at(Step next, boolean isDone) {
        return copy(next, isDone, backends, volumesIn);
    }

    /** The same node with backends that were looked at again. */
    public NodeNotes with(List<BackendNotes> latest) {
        return copy(step, done, latest, volumesIn);
    }

    /** The same node with volumes that were looked for again. */
    public NodeNotes withVolumesIn(@Nullable String domain) {
        return copy(step, done, backends, domain);
    }

    private NodeNotes copy(Step next, boolean isDone, List<BackendNotes> latest, @Nullable String domain) {
        return new NodeNotes(
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

    /** Older entries have one address alone, which was that of the pool. */
    private static NodeAddresses addresses(Entry entry) {
        List<NodeAddress> ofNode = new ArrayList<>();
        String privateIp = null;
        for (String word : words(entry, "addresses")) {
            String[] fields = word.split(",", -1);
            if (fields.length != 2) {
                throw new IllegalArgumentException("found address '" + word + "', needed type and address");
            }
            if (fields[0].equals(PRIVATE_IP)) {
                privateIp = fields[1];
            } else {
                ofNode.add(new NodeAddress(fields[0], fields[1]));
            }
        }
        return privateIp == null && ofNode.isEmpty()
                ? new NodeAddresses(entry.required("address"), List.of())
                : new NodeAddresses(privateIp, ofNode);
    }

    private static String text(NodeAddresses addresses) {
        return Stream.concat(
                        Stream.ofNullable(addresses.privateIp()).map(address -> PRIVATE_IP + "," + address),
                        addresses.ofNode().stream().map(its -> its.type() + "," + its.value()))
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(Entry entry, String name) {
        return Optional.of(entry.get(name).orElse(""))
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(" ")))
                .orElse(List.of());
    }
}
