package io.github.evenkeel.testkit.kubernetes.store;

/** Whether a write takes effect. */
public enum WriteMode {
    /** It does. */
    COMMIT,
    /** It is checked and answered as if it did. */
    DRY_RUN
}
