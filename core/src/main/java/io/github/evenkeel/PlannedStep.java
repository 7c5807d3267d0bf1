package io.github.evenkeel;

/**
 * Step that a roll would take now.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param step what would be done
 * @param object the resource: {@code node 10.0.10.3}
 * @param reason why
 */
public record PlannedStep(Step step, String object, String reason) {
    @Override
    public String toString() {
        return step.words() + ": " + object + " (" + reason + ")";
    }
}
