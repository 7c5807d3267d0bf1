package io.github.evenkeel.run;

import io.github.evenkeel.journal.MemoryJournal;
import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.RunLock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds a run together in time.
 *
 * @param journal where it writes down what it intends and has done
 * @param lock that one run at a time has; null for none
 * @param deadline for the whole run; null for none
 */
public record Continuity(Journal journal, @Nullable RunLock lock, @Nullable Duration deadline) {
    /** For one process: it can go on after a failure, not after a crash. */
    public static Continuity ofProcess() {
        return new Continuity(new MemoryJournal(), null, null);
    }
}
