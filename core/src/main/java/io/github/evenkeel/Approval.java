package io.github.evenkeel;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.GateRequest.Subject;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gate that waits until it is approved by {@link Upgrade#approve}. An approval is for what waits at that moment. The
 * gate lets any deletion proceed: who approves a node approves its deletion.
 *
 * <p>Immutable, and safe for use by any thread.
 */
public final class Approval implements Gate {
    /** An approval has the roll ask at once. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private final String id;
    private final @Nullable Subject subject;

    private Approval(String id, @Nullable Subject subject) {
        this.id = Objects.requireNonNull(id, "id");
        this.subject = subject;
    }

    /** Waits for one approval before the roll begins anything. */
    public static Approval once(String id) {
        return new Approval(id, null);
    }

    /** Waits for an approval before the control plane is upgraded; with hops, before each of them. */
    public static Approval beforeControlPlane(String id) {
        return new Approval(id, Subject.CONTROL_PLANE);
    }

    /** Waits for an approval before each node pool is changed. */
    public static Approval beforeEachNodePool(String id) {
        return new Approval(id, Subject.NODE_POOL);
    }

    /** Waits for an approval before each wave. A rollout that names no waves is one wave. */
    public static Approval beforeEachWave(String id) {
        return new Approval(id, Subject.WAVE);
    }

    /** Waits for an approval before each node. */
    public static Approval beforeEachNode(String id) {
        return new Approval(id, Subject.NODE);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean takesApprovals() {
        return true;
    }

    @Override
    public GateDecision ask(GateRequest request) {
        return isApproved(request)
                ? GateDecision.proceed()
                : GateDecision.waitFor("an approval: approve(\"" + id + "\", ...)", ASK_AGAIN);
    }

    private boolean isApproved(GateRequest request) {
        if (request.subject() == Subject.NODE_DELETION) {
            return true;
        }
        return subject == null ? !request.approvals().isEmpty() : request.subject() != subject || request.isApproved();
    }

    @Override
    public String toString() {
        return "approval " + id;
    }
}
