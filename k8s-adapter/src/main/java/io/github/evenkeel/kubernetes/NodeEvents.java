package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.github.evenkeel.UpgradeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes Events of the core API whose object is a node. Each has the node's name for its UID, as those of the kubelet:
 * {@code kubectl describe node} looks for both.
 *
 * @see <a href="https://github.com/kubernetes/kubectl/blob/v0.34.4/pkg/describe/describe.go">NodeDescriber in kubectl's
 *     source</a>
 */
final class NodeEvents {
    /** Where the server wants Events of objects without a namespace. */
    private static final String COLLECTION = "api/v1/namespaces/default/events";

    private static final String COMPONENT = "evenkeel";

    /** Of a message, for the server. */
    private static final int LONGEST = 1024;

    private final ApiServer server;
    private final AtomicLong written = new AtomicLong();

    NodeEvents(ApiServer server) {
        this.server = server;
    }

    /** Type of an Event. */
    enum Type {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /** @throws io.github.evenkeel.spi.ServiceException if it is not written */
    void create(UpgradeEvent of, String node, Type type, String reason, String message) {
        String time = of.at().truncatedTo(ChronoUnit.SECONDS).toString();
        Event event = new EventBuilder()
                .withNewMetadata()
                .withName(name(of, node))
                .withNamespace("default")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .withUid(node)
                .endInvolvedObject()
                .withType(type.text)
                .withReason(reason)
                .withMessage(message.length() <= LONGEST ? message : message.substring(0, LONGEST - 3) + "...")
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withReportingInstance(of.source().runId())
                .build();
        server.call(
                new ApiCall(Permission.CREATE_EVENTS, reason + " of node " + node, COLLECTION, server.json(event)),
                Event.class);
    }

    /** As other components name theirs: the object's name, and what makes it unique. */
    private String name(UpgradeEvent of, String node) {
        long nanos = Duration.between(Instant.EPOCH, of.at()).toNanos();
        return node + "." + Long.toHexString(nanos) + "." + Long.toHexString(written.getAndIncrement()) + "."
                + Integer.toHexString(of.source().runId().hashCode());
    }
}
