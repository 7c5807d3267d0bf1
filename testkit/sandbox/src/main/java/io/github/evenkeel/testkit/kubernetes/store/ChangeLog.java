package io.github.evenkeel.testkit.kubernetes.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest changes of one resource, for watches to read. Older ones are forgotten. Thread-safe. */
public final class ChangeLog {
    private static final int CAPACITY = 16_384;

    private final @Nullable Change[] ring = new @Nullable Change[CAPACITY];
    private int first;
    private int size;
    private long forgottenUpTo;

    ChangeLog() {}

    /**
     * The changes after a revision, oldest first.
     *
     * @param most how many at most
     * @throws StatusException 410 if some of them are forgotten
     */
    public synchronized List<Change> after(long revision, int most) {
        requireKnown(revision);
        // Readers are close to the end nearly always.
        int start = size;
        while (start > 0 && at(start - 1).revision() > revision) {
            start--;
        }
        List<Change> found = new ArrayList<>(Math.min(most, size - start));
        for (int i = start; i < size && found.size() < most; i++) {
            found.add(at(i));
        }
        return found;
    }

    /** @throws StatusException 410 if changes after this revision are forgotten */
    public synchronized void requireKnown(long revision) {
        if (revision < forgottenUpTo) {
            throw StatusException.expired("too old resource version: " + revision + " (" + forgottenUpTo + ")");
        }
    }

    synchronized void add(Change change) {
        if (size == CAPACITY) {
            forgottenUpTo = at(0).revision();
            first = (first + 1) % CAPACITY;
            size--;
        }
        ring[(first + size) % CAPACITY] = change;
        size++;
    }

    synchronized void forget(long upTo) {
        Arrays.fill(ring, null);
        first = 0;
        size = 0;
        forgottenUpTo = upTo;
    }

    private Change at(int index) {
        Change change = ring[(first + index) % CAPACITY];
        if (change == null) {
            throw new IllegalStateException("No change at " + index + " of " + size);
        }
        return change;
    }
}
