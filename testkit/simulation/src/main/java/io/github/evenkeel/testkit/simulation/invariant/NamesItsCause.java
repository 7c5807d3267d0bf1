package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.Failure;
import io.github.evenkeel.run.Diagnosis;
import io.github.evenkeel.testkit.simulation.truth.Truth;
import org.jspecify.annotations.Nullable;

/** A run that stopped or was refused says where and why. */
final class NamesItsCause extends Invariant {
    /** What a failure expects if the engine threw something that no step fails with. */
    private static final String DEFECT = Diagnosis.NO_INTERNAL_ERROR;

    NamesItsCause() {
        super("L2");
    }

    @Override
    void end(Ending ending, Truth truth) {
        if (ending.outcome() == Ending.Outcome.REFUSED) {
            require(says(ending.account()), "it was refused in silence");
        } else if (ending.outcome() == Ending.Outcome.STOPPED) {
            Failure failure =
                    ending.report() == null ? null : ending.report().failure().orElse(null);
            require(
                    failure != null && says(failure.object()) && says(failure.expected()) && says(failure.actual()),
                    "it stopped in silence: {}",
                    ending);
            require(
                    failure == null || !failure.expected().equals(DEFECT),
                    "it stopped for a defect of its own: {}",
                    failure);
        }
    }

    private static boolean says(@Nullable String words) {
        return words != null && !words.isBlank() && !words.contains("null");
    }
}
