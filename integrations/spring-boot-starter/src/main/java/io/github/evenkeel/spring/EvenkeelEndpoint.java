package io.github.evenkeel.spring;

import io.github.evenkeel.Upgrade;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/**
 * Actuator endpoint {@code evenkeel}: a read has the state of the latest roll, a write to {@code pause},
 * {@code resume}, {@code stop}, {@code cancel} or {@code approve} requests that of it.
 *
 * <p>By default it can only be read: {@code management.endpoint.evenkeel.access=unrestricted} lets it be written.
 */
@Endpoint(id = "evenkeel", defaultAccess = Access.READ_ONLY)
public class EvenkeelEndpoint {
    private final UpgradeRunner runner;

    /** Creates the endpoint for the rolls of a runner. */
    public EvenkeelEndpoint(UpgradeRunner runner) {
        this.runner = runner;
    }

    /** State of the latest roll. */
    @ReadOperation
    public SnapshotBody snapshot() {
        return SnapshotBody.of(runner.latest());
    }

    /**
     * Requests something of the latest roll.
     *
     * @param action one of "pause", "resume", "stop", "cancel", "approve"
     * @param gate for an approval: the gate's id
     * @param approver for an approval: a name for the journal and the report
     * @return its state
     * @throws InvalidEndpointRequestException if that can't be requested
     */
    @WriteOperation
    public SnapshotBody request(@Selector String action, @Nullable String gate, @Nullable String approver) {
        Upgrade roll = runner.latest().orElseThrow(() -> refused("no roll was started yet"));
        switch (action) {
            case "pause" -> roll.pause();
            case "resume" -> roll.resume();
            case "stop" -> roll.stop();
            case "cancel" -> roll.cancel();
            case "approve" -> approve(roll, gate, approver);
            default ->
                throw refused("'" + action + "' can't be requested; expected pause, resume, stop, cancel or approve");
        }
        return snapshot();
    }

    private static void approve(Upgrade roll, @Nullable String gate, @Nullable String approver) {
        if (gate == null || approver == null) {
            throw refused("an approval needs gate and approver");
        }
        try {
            roll.approve(gate, approver);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidEndpointRequestException refused(String why) {
        return new InvalidEndpointRequestException(why, why);
    }
}
