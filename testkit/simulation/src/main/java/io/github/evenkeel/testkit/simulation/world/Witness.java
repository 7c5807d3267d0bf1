package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.util.ArrayList;
import java.util.List;

/** Listener that passes events to the invariants at once, and sometimes throws. */
public final class Witness implements UpgradeListener {
    private final World world;
    private final List<UpgradeEvent> heard = new ArrayList<>();

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
        heard.add(event);
        if (world.faults.strikes(Fault.LISTENER_CALLS_BACK)) {
            world.others.callBack();
        }
        if (world.faults.strikes(Fault.LISTENER_THROWS)) {
            throw new ListenerFailed();
        }
        if (world.faults.strikes(Fault.LISTENER_BROKEN)) {
            throw new NoSuchMethodError("a listener that was built against another version");
        }
    }

    /** Another listener of the same run, which takes its time now and then, and hears the same in the same order. */
    public UpgradeListener slowOne() {
        return new UpgradeListener() {
            private int next;

            @Override
            public void onEvent(UpgradeEvent event) {
                world.time.heed();
                world.invariants().toldLate(event, heard.get(next++));
                if (world.faults.strikes(Fault.LISTENER_SLOW)) {
                    world.time.sleep(world.draw.seconds(1, 20));
                }
            }
        };
    }

    /** Exception without a stack trace, which has no use here. */
    private static final class ListenerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ListenerFailed() {
            super("a listener that fails", null, false, false);
        }
    }
}
