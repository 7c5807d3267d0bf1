package io.github.evenkeel.run.state;

/** Thrown for an entry of a journal that was edited, or that another version of this library has written. */
public final class UnreadableEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /** Says which entry, and why. */
    public UnreadableEntryException(String key, IllegalArgumentException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
