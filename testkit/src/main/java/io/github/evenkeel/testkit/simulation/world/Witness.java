package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;

/** Hears what the run tells, and now and then throws. */
public final class Witness implements UpgradeListener {
    private final World world;

    /** Of one run in a world. */
    public Witness(World world) {
        this.world = world;
    }

    @Override
    public void onEvent(UpgradeEvent event) {
        world.time.heed();
        world.tick();
        world.heedRunner();
        if (!(event instanceof UpgradeEvent.Ended)) {
            world.log.add(world.truth.now, "RUN", event);
        }
        world.invariants().told(event, world.truth);
        if (world.faults.strikes(Fault.LISTENER_SLOW)) {
            world.time.sleep(world.draw.seconds(1, 20));
        }
        if (world.faults.strikes(Fault.LISTENER_THROWS)) {
            throw new ListenerFailed();
        }
        if (world.faults.strikes(Fault.LISTENER_BROKEN)) {
            throw new NoSuchMethodError("a listener that was built against another version");
        }
    }

    /** Without a stack, which nobody needs. */
    private static final class ListenerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ListenerFailed() {
            super("a listener that fails", null, false, false);
        }
    }
}
