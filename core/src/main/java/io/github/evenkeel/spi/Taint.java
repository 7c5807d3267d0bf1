package io.github.evenkeel.spi;

/**
 * Immutable taint of a node.
 *
 * @param key of the taint
 * @param value empty if it has none
 * @param effect on pods that do not tolerate it
 */
public record Taint(String key, String value, Effect effect) {
    /** Taint of the nodes that a roll is still to replace, if its rollout says so. */
    public static final Taint OUTDATED = new Taint("evenkeel.io/outdated", "", Effect.PREFER_NO_SCHEDULE);

    /** What a taint does. */
    public enum Effect {
        /** No pod is bound to the node. */
        NO_SCHEDULE,
        /** The scheduler prefers other nodes. */
        PREFER_NO_SCHEDULE,
        /** No pod is bound to the node, and those on it are evicted. */
        NO_EXECUTE
    }

    /** Whether it forbids pods that do not tolerate it, and is not only a preference. */
    public boolean keepsOff() {
        return effect != Effect.PREFER_NO_SCHEDULE;
    }

    /** As {@code kubectl} writes it. */
    @Override
    public String toString() {
        String name =
                switch (effect) {
                    case NO_SCHEDULE -> "NoSchedule";
                    case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
                    case NO_EXECUTE -> "NoExecute";
                };
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + name;
    }
}
