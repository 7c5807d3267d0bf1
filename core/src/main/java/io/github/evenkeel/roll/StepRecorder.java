package io.github.evenkeel.roll;

import io.github.evenkeel.Step;

/** Takes a step of a run or of a node, and keeps a record of it. */
@FunctionalInterface
interface StepRecorder {
    /** For work that is part of another step. */
    StepRecorder WITHIN_ANOTHER = (step, reason, work) -> work.run();

    void record(Step step, String reason, Runnable work);
}
