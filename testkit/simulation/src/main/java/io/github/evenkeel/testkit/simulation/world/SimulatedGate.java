package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.GateRequest;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.GateDecision;
import java.time.Duration;

/** Gate that is closed at times, and fails at times. */
public final class SimulatedGate implements Gate {
    private final World world;

    /** A gate of that world. */
    public SimulatedGate(World world) {
        this.world = world;
    }

    @Override
    public String id() {
        return "gate";
    }

    @Override
    public GateDecision ask(GateRequest request) {
        world.tick();
        if (world.faults.strikes(Fault.GATE_FAILS)) {
            fail();
        }
        if (world.truth.now < world.truth.gateClosedUntil) {
            return GateDecision.waitFor("closed", Duration.ofSeconds(world.draw.between(1, 120)));
        }
        world.truth.letBegin.put(request.about(), world.truth.now);
        return GateDecision.proceed();
    }

    private void fail() {
        switch (world.draw.below(4)) {
            case 0 -> throw new IllegalStateException("a gate that fails");
            case 1 -> throw new NoSuchMethodError("a gate that was built against another version");
            case 2 -> throw new StackOverflowError("a gate that calls itself");
            default -> {
                world.time.sleep(world.draw.seconds(11, 600));
                throw new IllegalStateException("a gate that fails late");
            }
        }
    }
}
