package io.github.evenkeel;

/**
 * Immutable result of a check: what is not as it should be, and what to do about it.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param severity whether it blocks the upgrade
 * @param object the resource: {@code node pool workers (ocid1.nodepool...)}
 * @param actual its state
 * @param expected the state that the upgrade needs
 * @param action what to do about it
 */
public record Finding(Severity severity, String object, String actual, String expected, String action) {
    /** How serious a finding is. */
    public enum Severity {
        /** The upgrade can't proceed. */
        BLOCKER,
        /** The upgrade can proceed; an operator may want to know. */
        WARNING,
        /** It can't be checked before an earlier step of the upgrade, which checks it then. */
        CHECKED_LATER
    }

    /** Creates a finding that blocks the upgrade. */
    public static Finding blocker(String object, String actual, String expected, String action) {
        return new Finding(Severity.BLOCKER, object, actual, expected, action);
    }

    /** Creates a finding that does not block the upgrade. */
    public static Finding warning(String object, String actual, String expected, String action) {
        return new Finding(Severity.WARNING, object, actual, expected, action);
    }

    /** Creates a finding on what the upgrade checks on its way. */
    public static Finding checkedLater(String object, String actual, String expected, String action) {
        return new Finding(Severity.CHECKED_LATER, object, actual, expected, action);
    }

    /** Whether it blocks the upgrade. */
    public boolean blocks() {
        return severity == Severity.BLOCKER;
    }

    /** One line that can be pasted into a ticket. */
    @Override
    public String toString() {
        return object + ": found " + actual + "; needed " + expected + "; " + action;
    }
}
