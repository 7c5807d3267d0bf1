package io.github.evenkeel.run.state;

import io.github.evenkeel.Step;
import io.github.evenkeel.model.KubernetesVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A node's state as an entry of the journal. Steps of other versions are read by their ids. */
final class NodeStateCodec {
    private static final Pattern STEP = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private NodeStateCodec() {}

    /** Whether there is a way back. */
    private enum Return {
        OPEN,
        PASSED
    }

    /** @param name of the node, by the entry's key */
    static NodeState read(String name, EntryCodec entry) {
        String node = entry.word("node");
        if (!node.equals(name)) {
            throw EntryFields.refused("node", node, "the node " + name + " of its key");
        }
        List<Step> begun = steps(entry, "begun");
        if (begun.isEmpty()) {
            throw EntryFields.refused("begun", "", "one step at least");
        }
        List<Step> done = steps(entry, "done");
        for (Step step : done) {
            if (!begun.contains(step)) {
                throw EntryFields.refused("done", step.id(), "a step that was begun");
            }
        }
        boolean passed = entry.oneOf("return", EnumSet.allOf(Return.class)) == Return.PASSED;
        return new NodeState(
                new NodeIdentity(node, entry.word("uid")),
                entry.word("instance"),
                AddressCodec.read(entry, "address", "addresses"),
                entry.get("domain").isEmpty() ? null : entry.word("domain"),
                entry.get("faultdomain").isEmpty() ? null : entry.word("faultdomain"),
                entry.word("pool"),
                entry.required("poolname"),
                KubernetesVersion.parse(entry.word("version")),
                begun,
                Set.copyOf(done),
                passed,
                entry.words("backends"),
                entry.startingWith(NodeState.LEDGER),
                successor(entry),
                entry.get("strategy").isEmpty()
                        ? ""
                        : EntryFields.matching("strategy", entry.word("strategy"), STEP, "an id"),
                entry.get("podbackends").isEmpty() ? List.of() : entry.words("podbackends"));
    }

    private static List<Step> steps(EntryCodec entry, String field) {
        return entry.words(field).stream()
                .map(id -> Step.of(EntryFields.matching(field, id, STEP, "ids of steps")))
                .toList();
    }

    private static @Nullable SuccessorState successor(EntryCodec entry) {
        if (entry.get("newnode").isEmpty()) {
            return null;
        }
        return new SuccessorState(
                new NodeIdentity(entry.word("newnode"), entry.word("newuid")),
                entry.word("newinstance"),
                AddressCodec.read(entry, "newaddress", "newaddresses"));
    }

    static EntryCodec write(NodeState state) {
        EntryCodec entry = EntryCodec.empty()
                .put("node", state.name())
                .put("uid", state.node().uid())
                .put("instance", state.instanceId())
                .put("address", state.address())
                .put("addresses", AddressCodec.text(state.addresses()))
                .put("pool", state.poolId())
                .put("poolname", state.poolName())
                .put("version", state.version())
                .put("begun", ids(state.begun()))
                .put(
                        "done",
                        ids(state.begun().stream()
                                .filter(state.done()::contains)
                                .toList()))
                .put("return", state.beyondReturn() ? Return.PASSED : Return.OPEN)
                .put("backends", String.join(" ", state.memberships()));
        if (!state.strategy().isEmpty()) {
            entry.put("strategy", state.strategy());
        }
        if (!state.podBackends().isEmpty()) {
            entry.put("podbackends", String.join(" ", state.podBackends()));
        }
        if (state.domain() != null) {
            entry.put("domain", state.domain());
        }
        if (state.faultDomain() != null) {
            entry.put("faultdomain", state.faultDomain());
        }
        for (Map.Entry<String, String> field : new TreeMap<>(state.ledger()).entrySet()) {
            entry.put(field.getKey(), field.getValue());
        }
        SuccessorState successor = state.successor();
        return successor == null
                ? entry
                : entry.put("newnode", successor.node().name())
                        .put("newuid", successor.node().uid())
                        .put("newinstance", successor.instanceId())
                        .put("newaddress", successor.addresses().first())
                        .put("newaddresses", AddressCodec.text(successor.addresses()));
    }

    private static String ids(List<Step> steps) {
        return steps.stream().map(Step::id).collect(Collectors.joining(" "));
    }
}
