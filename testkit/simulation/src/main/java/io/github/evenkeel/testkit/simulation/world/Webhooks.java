package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.testkit.simulation.truth.SimulatedPod;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Admission webhooks for evictions, and their operators. The first eviction of a pod, or its dry run, decides whether
 * the pod has one.
 */
final class Webhooks {
    private static final int LONGEST = 900;

    private final World world;
    private final Map<String, Webhook> webhooks = new HashMap<>();

    Webhooks(World world) {
        this.world = world;
    }

    /** The webhook of a pod, and its end. */
    private static final class Webhook {
        private final @Nullable Fault does;
        private final long until;
        private boolean moves;

        Webhook(@Nullable Fault does, long until) {
            this.does = does;
            this.until = until;
        }
    }

    /** What the pod's webhook says to a dry run; null if it lets it pass. Its operator does nothing. */
    @Nullable
    EvictionAnswer dryRun(SimulatedPod pod) {
        Webhook webhook = of(pod);
        if (webhook.does == null || world.truth.now >= webhook.until || world.faults.healed()) {
            return null;
        }
        if (webhook.does == Fault.WEBHOOK_HANGS) {
            world.time.sleep(world.draw.seconds(10, 30));
            world.tick();
            return refused("Internal error occurred: failed calling webhook \"evictions\": context deadline exceeded");
        }
        return refused("admission webhook \"evictions\" denied the request: not now");
    }

    /** The same for an eviction, which its operator may take as a sign to move the pod. */
    @Nullable
    EvictionAnswer asked(SimulatedPod pod) {
        EvictionAnswer answer = dryRun(pod);
        Webhook webhook = of(pod);
        if (answer != null && webhook.does == Fault.WEBHOOK_ACTS && !webhook.moves) {
            webhook.moves = true;
            world.after(world.draw.seconds(1, 60), "operator moves pod", pod, () -> {
                if (world.truth.pods.containsKey(pod.uid) && !pod.terminating()) {
                    world.controllers.terminate(pod);
                }
            });
        }
        return answer;
    }

    private Webhook of(SimulatedPod pod) {
        return webhooks.computeIfAbsent(pod.uid, uid -> {
            if (world.faults.strikes(Fault.WEBHOOK_DENIES)) {
                return new Webhook(Fault.WEBHOOK_DENIES, world.truth.now + world.draw.seconds(1, LONGEST));
            }
            if (world.faults.strikes(Fault.WEBHOOK_HANGS)) {
                return new Webhook(Fault.WEBHOOK_HANGS, world.truth.now + world.draw.seconds(1, LONGEST));
            }
            boolean acts = world.faults.strikes(Fault.WEBHOOK_ACTS);
            return new Webhook(acts ? Fault.WEBHOOK_ACTS : null, Long.MAX_VALUE);
        });
    }

    private static EvictionAnswer refused(String message) {
        return EvictionAnswer.of(Verdict.REFUSED, message);
    }
}
