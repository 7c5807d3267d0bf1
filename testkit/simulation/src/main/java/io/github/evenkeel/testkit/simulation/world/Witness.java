package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.UpgradeEvent;
import io.github.evenkeel.UpgradeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes the events of a run to the invariants: by one listener at once, which sometimes throws, and by a slow one. */
public final class Witness {
    private final World world;
    private final List<UpgradeEvent> heard = new ArrayList<>();

    /** Of one run in a world. */
    public Witness(World world) {
        this.world = world;
    }

    /** Hears each event at once. */
    public UpgradeListener quickOne() {
        return UpgradeListener.of(this::hear);
    }

    private void hear(UpgradeEvent event) {
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
        AtomicInteger next = new AtomicInteger();
        return UpgradeListener.of(event -> {
            world.time.heed();
            world.invariants().toldLate(event, heard.get(next.getAndIncrement()));
            if (world.faults.strikes(Fault.LISTENER_SLOW)) {
                world.time.sleep(world.draw.seconds(1, 20));
            }
        });
    }

    /** Exception without a stack trace, which has no use here. */
    private static final class ListenerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ListenerFailed() {
            super("a listener that fails", null, false, false);
        }
    }
}
