package io.github.evenkeel.testkit.simulation.time;

/** A process: all that it has begun ends when it is killed, and stands still while it is stopped. */
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
