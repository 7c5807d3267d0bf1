package io.github.evenkeel.spi;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.model.OpenPeriod;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decision by another party about whether a roll may begin something now: its control plane, a node pool, a wave, a
 * node, the deletion of a node.
 *
 * <p>A roll asks on threads of its own, possibly on several at once, and holds no lock meanwhile. A gate that gives no
 * answer within ten seconds, throws, or answers null is closed: the roll waits, asks again, and says why.
 */
public interface Gate {
    /**
     * Identity of the gate in events, journals, reports and approvals; no other gate of the plan has it. The plan reads
     * it once.
     *
     * @return 1 to 63 letters, digits, dots, hyphens and underscores, of which the first is a letter or a digit
     */
    String id();

    /** Decides. It takes the time of day from the request. */
    GateDecision ask(GateRequest request);

    /** Whether the gate waits for approvals: {@link io.github.evenkeel.Upgrade#approve} is refused for any other. */
    default boolean takesApprovals() {
        return false;
    }

    /**
     * The first period from a moment on in which nodes may begin, for previews. It may have begun earlier.
     *
     * @return empty if the gate does not know beforehand
     */
    default Optional<OpenPeriod> nextOpen(Instant from) {
        return Optional.empty();
    }

    /**
     * Until when what begins in a period has time to end, for previews: later than the end of the period if the gate
     * closes some time before.
     *
     * @param open a period that {@link #nextOpen} has told
     */
    default Instant lastEnd(OpenPeriod open) {
        return open.to();
    }

    /** Creates a gate from a function. */
    static Gate of(String id, Function<GateRequest, GateDecision> decision) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(decision, "decision");
        return new Gate() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public GateDecision ask(GateRequest request) {
                return decision.apply(request);
            }

            @Override
            public String toString() {
                return "gate " + id;
            }
        };
    }
}
