package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listener that writes Events on the nodes of a roll or drain, which {@code kubectl describe node} shows.
 *
 * <pre>{@code
 * plan.withListener(KubernetesEvents.of(client))
 * }</pre>
 *
 * <p>The reasons begin with {@code Evenkeel}; {@code docs/metrics.md} lists them. A write that fails is logged, and
 * never harms the roll; so is one that would exceed 60 in a burst or one in a second after that. Needs the Role in
 * {@code events-role.yaml}, beside this class: without it, the first write is refused, and no other is tried.
 *
 * <p>Does not close the client. One listener may be used for any number of plans. Thread-safe.
 */
public final class KubernetesEvents implements UpgradeListener {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);

    /** Less than the time after which a listener counts as slow. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Map<Step, String> STEPS = Map.of(
            Step.DRAIN_BACKENDS, "EvenkeelDraining",
            Step.CORDON, "EvenkeelCordoning",
            Step.EVICT, "EvenkeelEvicting",
            Step.EXCLUDE_NODE, "EvenkeelExcluding",
            Step.DELETE_NODE, "EvenkeelDeleting");

    private final NodeEvents events;
    private final EventRate rate = new EventRate();
    private boolean refused;

    private KubernetesEvents(NodeEvents events) {
        this.events = events;
    }

    /** Creates a listener that writes with this client, in the namespace {@code default}, where Events of nodes are. */
    public static KubernetesEvents of(KubernetesClient client) {
        return new KubernetesEvents(new NodeEvents(new ApiServer(Objects.requireNonNull(client, "client"), DEADLINE)));
    }

    @Override
    public void onStepStarted(UpgradeEvent.StepStarted event) {
        String reason = STEPS.get(event.step());
        if (reason != null) {
            onNode(event, NodeEvents.Type.NORMAL, reason, event.step().words() + ": " + event.reason());
        }
    }

    @Override
    public void onStepFailed(UpgradeEvent.StepFailed event) {
        onNode(
                event,
                NodeEvents.Type.WARNING,
                "EvenkeelFailed",
                "failed to " + event.step().words() + ": " + event.why());
    }

    @Override
    public void onRolledBack(UpgradeEvent.RolledBack event) {
        onNode(event, NodeEvents.Type.NORMAL, "EvenkeelRolledBack", "rolled back: " + event.what());
    }

    @Override
    public void onPodDeletedPastBudget(UpgradeEvent.PodDeletedPastBudget event) {
        onNode(
                event,
                NodeEvents.Type.WARNING,
                "EvenkeelDeletedPastBudget",
                "deleted pod " + event.pod() + " past disruption budget " + event.budget());
    }

    @Override
    public void onNodeReplaced(UpgradeEvent.NodeReplaced event) {
        event.report()
                .replacement()
                .ifPresent(name -> write(
                        event,
                        name,
                        NodeEvents.Type.NORMAL,
                        "EvenkeelReplaces",
                        "takes the place of node " + event.report().node()));
    }

    @Override
    public void onNodeEnded(UpgradeEvent.NodeEnded event) {
        NodeReport.Result result = event.report().result();
        if (result == NodeReport.Result.REPLACED || result == NodeReport.Result.UNTOUCHED) {
            return;
        }
        boolean restored = result == NodeReport.Result.RESTORED;
        String words = result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        onNode(
                event,
                restored ? NodeEvents.Type.NORMAL : NodeEvents.Type.WARNING,
                switch (result) {
                    case RESTORED -> "EvenkeelRestored";
                    case LEFT_ASIDE -> "EvenkeelLeftAside";
                    default -> "EvenkeelUnfinished";
                },
                "the roll is done with the node: " + words);
    }

    private void onNode(UpgradeEvent event, NodeEvents.Type type, String reason, String message) {
        event.source().node().ifPresent(name -> write(event, name, type, reason, message));
    }

    private synchronized void write(
            UpgradeEvent event, String node, NodeEvents.Type type, String reason, String message) {
        if (refused) {
            return;
        }
        if (!rate.admits(event.at())) {
            LOG.debug("event {} on node {} is left out: too many", reason, node);
            return;
        }
        try {
            events.create(event, node, type, reason, message);
        } catch (ServiceException e) {
            refused = e.outcome() == ServiceException.Outcome.DENIED;
            rate.pause(event.at());
            LOG.warn("event {} on node {} is not written: {}", reason, node, e.getMessage());
        }
    }
}
