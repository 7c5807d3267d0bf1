package io.github.evenkeel;

/** Outcome of {@link #restore()}. */
public enum Restored {
    /** The cordon was lifted. */
    UNCORDONED,
    /** There was no cordon. */
    NOT_CORDONED,
    /** Another owner holds the cordon: it stays. */
    CORDON_OF_OTHERS,
    /** There is no such node. */
    NO_SUCH_NODE
}
