package io.github.evenkeel.testkit.simulation.invariant;

import io.github.evenkeel.testkit.simulation.truth.Truth;

/**
 * The run deletes no node while the calls of a probe hang for longer than a few of their timeouts. A machine that it
 * has added, and that has not joined the cluster, is no node: it has neither pods nor traffic.
 */
final class SilenceIsNoGoodNews extends Invariant {
    /** Three looks that are given up, with the intervals between them, and a last look at the verdict. */
    private static final long A_FEW_LOOKS = JUST_NOW * 3;

    SilenceIsNoGoodNews() {
        super("S24");
    }

    @Override
    void before(Act act, Truth truth) {
        if (act instanceof Act.Delete delete && (delete.machine().joined || delete.machine().original)) {
            require(
                    truth.silentSince > truth.now - A_FEW_LOOKS,
                    "this is done: {}; no look at the application has ended since {} s",
                    act,
                    truth.silentSince / 1_000_000_000);
        }
    }
}
