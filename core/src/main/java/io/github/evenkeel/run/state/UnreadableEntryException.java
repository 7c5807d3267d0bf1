package io.github.evenkeel.run.state;

/** An entry of a journal that somebody has edited, or that a version has written which this one does not know. */
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
