package io.github.evenkeel.testkit.simulation.time;

/** Simulated process: all its tasks end when it is killed, and pause while it is suspended. */
public final class Runner {
    final String name;
    private final VirtualTime time;
    private long stoppedUntil;

    Runner(String name, VirtualTime time) {
        this.name = name;
        this.time = time;
    }

    /** Which one. */
    public String name() {
        return name;
    }

    /** As SIGKILL does: it does nothing more. */
    public void kill() {
        time.kill(this);
    }

    /** As SIGSTOP and, so many nanoseconds later, SIGCONT do. It knows nothing of it. */
    public void stopFor(long nanos) {
        stoppedUntil = Math.max(stoppedUntil, time.nanos() + nanos);
    }

    /** When it goes on, or went on, in nanoseconds since the beginning. */
    public long stoppedUntil() {
        return stoppedUntil;
    }
}
