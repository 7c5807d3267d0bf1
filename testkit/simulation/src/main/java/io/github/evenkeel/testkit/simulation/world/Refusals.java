package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.testkit.simulation.invariant.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads that a service refuses for some seconds, after they have succeeded before. Each is refused once. */
final class Refusals {
    private final World world;
    private final boolean needed;
    private final Set<String> answered = new HashSet<>();
    private final Map<String, Moment> moments = new HashMap<>();

    /** The refusal, and its end. */
    private record Moment(Fault refusal, long until) {}

    Refusals(World world) {
        this.world = world;
        needed = world.faults.includeAny(Fault.DENIED_FOR_A_MOMENT, Fault.HIDDEN_FOR_A_MOMENT);
    }

    /** The service has answered. */
    void answered(Call call, String object) {
        if (needed && call.isRead()) {
            answered.add(call + " " + object);
        }
    }

    /**
     * What the service refuses this call with, if anything.
     *
     * @param fault that strikes the call
     */
    @Nullable
    Fault now(@Nullable Fault fault, Call call, String object) {
        boolean begins = fault == Fault.DENIED_FOR_A_MOMENT || fault == Fault.HIDDEN_FOR_A_MOMENT;
        String read = call + " " + object;
        Moment moment = moments.get(read);
        if (moment == null && fault != null && begins && answered.contains(read)) {
            Fault refusal = fault == Fault.DENIED_FOR_A_MOMENT ? Fault.DENIED : Fault.HIDDEN;
            world.faults.count(fault);
            moment = new Moment(refusal, world.truth.now + world.draw.seconds(1, 20));
            moments.put(read, moment);
        }
        return moment != null && world.truth.now < moment.until && !world.faults.healed() ? moment.refusal : null;
    }
}
