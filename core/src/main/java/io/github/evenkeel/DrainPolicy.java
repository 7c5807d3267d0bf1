package io.github.evenkeel;

import java.util.EnumSet;

/**
 * What may be lost when pods leave a node. The defaults are those of {@code kubectl drain --ignore-daemonsets
 * --delete-emptydir-data}.
 */
public final class DrainPolicy {
    private final EnumSet<Choice> choices;

    private DrainPolicy(EnumSet<Choice> choices) {
        this.choices = choices;
    }

    private enum Choice {
        KEEP_EMPTY_DIR,
        EVICT_UNMANAGED
    }

    /** Data in emptyDir volumes is given up; a pod that nothing would make again blocks. */
    public static DrainPolicy defaults() {
        return new DrainPolicy(EnumSet.noneOf(Choice.class));
    }

    /** A pod with an emptyDir volume, on disk or in memory, blocks. */
    public DrainPolicy keepingEmptyDirData() {
        return with(Choice.KEEP_EMPTY_DIR);
    }

    /** A pod without a controller is evicted, though nothing will make it again. */
    public DrainPolicy evictingUnmanagedPods() {
        return with(Choice.EVICT_UNMANAGED);
    }

    /** Whether data in emptyDir volumes is given up. */
    public boolean givesUpEmptyDirData() {
        return !choices.contains(Choice.KEEP_EMPTY_DIR);
    }

    /** Whether pods without a controller are evicted. */
    public boolean evictsUnmanagedPods() {
        return choices.contains(Choice.EVICT_UNMANAGED);
    }

    private DrainPolicy with(Choice choice) {
        EnumSet<Choice> more = EnumSet.copyOf(choices);
        more.add(choice);
        return new DrainPolicy(more);
    }
}
