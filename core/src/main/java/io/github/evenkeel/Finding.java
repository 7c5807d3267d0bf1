package io.github.evenkeel;

/**
 * Something that a look at the cluster brought up before anything was touched.
 *
 * @param severity whether the upgrade can go on in spite of it
 * @param object what it is about: {@code node pool workers (ocid1.nodepool...)}
 * @param actual what is
 * @param expected what should be
 * @param action what to do about it
 */
public record Finding(Severity severity, String object, String actual, String expected, String action) {
    /** Whether the upgrade can go on. */
    public enum Severity {
        /** It can't. */
        BLOCKER,
        /** It can; somebody may still want to know. */
        WARNING
    }

    /** Something that the upgrade can't go on with. */
    public static Finding blocker(String object, String actual, String expected, String action) {
        return new Finding(Severity.BLOCKER, object, actual, expected, action);
    }

    /** Something that somebody may want to know. */
    public static Finding warning(String object, String actual, String expected, String action) {
        return new Finding(Severity.WARNING, object, actual, expected, action);
    }

    /** Whether the upgrade can't go on. */
    public boolean blocks() {
        return severity == Severity.BLOCKER;
    }

    /** One line that can be pasted into a ticket. */
    @Override
    public String toString() {
        return object + ": found " + actual + "; needed " + expected + "; " + action;
    }
}
