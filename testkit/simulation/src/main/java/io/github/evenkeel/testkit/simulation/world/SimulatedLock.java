package io.github.evenkeel.testkit.simulation.world;

import io.github.evenkeel.spi.RunLock;
import io.github.evenkeel.spi.ServiceException.Outcome;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.truth.LockHeld;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lock of a world, for one process at a time. */
public final class SimulatedLock implements RunLock {
    private static final String NAME = "lock";
    private static final Duration TERM = Duration.ofMinutes(2);

    private final World world;
    private final Truth truth;
    private final Line line;

    /** One way to it. */
    public SimulatedLock(World world) {
        this.world = world;
        truth = world.truth;
        line = new Line(world);
    }

    @Override
    public Optional<Holder> holder() {
        return line.call(Call.READ_LOCK, NAME, () -> holder(truth.lock));
    }

    @Override
    public Held take(String runner, Optional<Holder> instead) {
        line.call(Call.TAKE_LOCK, NAME, () -> {
            if (!holder(truth.lock).map(Holder::mark).equals(instead.map(Holder::mark))) {
                throw line.refusal(Outcome.CONFLICT, Call.TAKE_LOCK, NAME, "another process has taken or renewed it");
            }
            LockHeld before = truth.lock;
            if (before != null) {
                world.invariants().takesOver(before, truth);
            }
            return hold(runner);
        });
        return new Ours(runner);
    }

    private static Optional<Holder> holder(@Nullable LockHeld lock) {
        return Optional.ofNullable(lock).map(one -> new Holder(one.holder(), String.valueOf(one.renewal()), TERM));
    }

    private LockHeld hold(String runner) {
        long renewal = truth.lock == null ? 1 : truth.lock.renewal() + 1;
        LockHeld held = new LockHeld(
                Objects.requireNonNullElse(truth.runner, runner), runner, renewal, truth.askedAt + TERM.toNanos());
        truth.lock = held;
        return held;
    }

    private final class Ours implements Held {
        private final String runner;

        Ours(String runner) {
            this.runner = runner;
        }

        @Override
        public Duration term() {
            return TERM;
        }

        @Override
        public void renew() {
            line.call(Call.RENEW_LOCK, NAME, () -> {
                if (truth.lock == null || !truth.lock.holder().equals(runner)) {
                    throw line.refusal(Outcome.DENIED, Call.RENEW_LOCK, NAME, "another process has it");
                }
                return hold(runner);
            });
        }

        @Override
        public void release() {
            line.call(Call.RELEASE_LOCK, NAME, () -> {
                if (truth.lock != null && truth.lock.holder().equals(runner)) {
                    truth.lock = null;
                }
                return true;
            });
        }
    }
}
