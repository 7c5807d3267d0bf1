package io.github.evenkeel.spi;

/** What permissions are needed for. */
public enum Purpose {
    /** All that a drain and a roll do. */
    DRAIN,
    /** What a drain does besides if its policy lets it delete pods past their budgets. */
    DELETE_PAST_BUDGETS
}
