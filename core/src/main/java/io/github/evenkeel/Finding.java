package io.github.evenkeel;

/**
 * Something that a look at the cluster brought up before anything was touched.
 *
 * @param severity whether the upgrade can go on in spite of it
 * @param object what it is about: {@code node pool workers (ocid1.nodepool...)}
 * @param found what is
 * @param needed what should be
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String object, String found, String needed, String remedy) {
    /** Whether the upgrade can go on. */
    public enum Severity {
        /** It can't. */
        BLOCKER,
        /** It can; somebody may still want to know. */
        WARNING
    }

    /** Something that the upgrade can't go on with. */
    public static Finding blocker(String object, String found, String needed, String remedy) {
        return new Finding(Severity.BLOCKER, object, found, needed, remedy);
    }

    /** Something that somebody may want to know. */
    public static Finding warning(String object, String found, String needed, String remedy) {
        return new Finding(Severity.WARNING, object, found, needed, remedy);
    }

    /** Whether the upgrade can't go on. */
    public boolean blocks() {
        return severity == Severity.BLOCKER;
    }

    /** One line that can be pasted into a ticket. */
    @Override
    public String toString() {
        return object + ": found " + found + "; needed " + needed + "; " + remedy;
    }
}
