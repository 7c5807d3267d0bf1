package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.Backend;
import io.github.evenkeel.spi.ClusterNode.Cordon;
import io.github.evenkeel.testkit.simulation.time.Draw;
import io.github.evenkeel.testkit.simulation.truth.Change;
import io.github.evenkeel.testkit.simulation.truth.Machine;
import io.github.evenkeel.testkit.simulation.truth.Pool;
import io.github.evenkeel.testkit.simulation.truth.SimulatedBackend;
import io.github.evenkeel.testkit.simulation.truth.SimulatedSet;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.util.List;

/** State that an unfinished upgrade by a user or another tool leaves, without a journal. */
public final class Leftovers {
    private static final KubernetesVersion LAGGING = KubernetesVersion.parse("v1.29.10");
    private static final KubernetesVersion TOO_OLD = KubernetesVersion.parse("v1.28.9");

    private final Truth truth;
    private final Draw draw;

    private Leftovers(Truth truth, Draw draw) {
        this.truth = truth;
        this.draw = draw;
    }

    /** Puts some into a world that has been laid out. */
    public static void into(World world, Draw draw) {
        Leftovers leftovers = new Leftovers(world.truth, draw);
        if (draw.oneIn(2)) {
            leftovers.cordon();
        }
        if (draw.oneIn(2)) {
            leftovers.drain();
        }
        if (world.truth.change != Change.UPGRADE) {
            leftovers.beginRollback();
        } else if (draw.oneIn(2)) {
            leftovers.upgrade();
        } else if (draw.oneIn(2)) {
            // A control plane that is upgraded would leave the one of them behind, but not the other.
            leftovers.node().version = draw.oneOf(List.of(LAGGING, TOO_OLD));
        }
    }

    private Machine node() {
        Pool pool = draw.oneOf(truth.pools);
        return draw.oneOf(pool.machines);
    }

    /** Not where there are several domains: pods with volumes can't leave theirs, and would have no place. */
    private void cordon() {
        Machine node = node();
        long domains = truth.pools.stream()
                .flatMap(pool -> pool.machines.stream())
                .map(machine -> machine.domain)
                .distinct()
                .count();
        if (domains == 1) {
            node.cordon = Cordon.UNMARKED;
        }
    }

    private void drain() {
        SimulatedSet set = draw.oneOf(draw.oneOf(truth.balancers).sets);
        SimulatedBackend backend = draw.oneOf(List.copyOf(set.backends.values()));
        Backend drained = backend.config.with(Backend.Mode.DRAIN);
        backend.config = drained;
        backend.accepting = false;
        backend.drainedAt = Long.MIN_VALUE / 2;
        set.rightful.put(drained.name(), drained);
    }

    /** The control plane is there, and perhaps a pool and one of its nodes. */
    private void upgrade() {
        truth.controlPlane = truth.target;
        updatePool();
    }

    private void beginRollback() {
        if (truth.change == Change.ROLL_BACK) {
            updatePool();
        }
    }

    private void updatePool() {
        if (draw.oneIn(2)) {
            Pool pool = draw.oneOf(truth.pools);
            pool.version = truth.target;
            pool.image = SimulatedCluster.image(truth.target);
            if (draw.oneIn(2)) {
                draw.oneOf(pool.machines).version = truth.target;
            }
        }
    }
}
