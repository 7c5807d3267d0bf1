package io.github.evenkeel.run;

import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.Optional;
import java.util.function.Function;

/** Write of a node, made from what was read just before; after a failure that may pass, the node is read again. */
public final class NodeWrite {
    private NodeWrite() {}

    /**
     * Reads the node, then acts; reads it again before it acts again.
     *
     * @param what is changed, for messages
     * @param name of the node
     * @param act gets the node, if it is there
     */
    public static <T> T make(
            NodeScope run, Workloads workloads, String what, String name, Function<Optional<ClusterNode>, T> act) {
        Retries.Patience patience = run.retries().patience(what + " of node " + name);
        while (true) {
            try {
                return act.apply(run.retries().call("read node " + name, () -> workloads.node(name)));
            } catch (ServiceException e) {
                patience.backoffOrThrow(e);
            }
        }
    }
}
