package io.github.evenkeel.run;

/** Distinguishes exceptions of foreign code from errors that mean the end of the JVM or the thread. */
final class ThrownByOthers {
    private ThrownByOthers() {}

    /**
     * Whether the thread can go on after it. Recursion without end and a lack of memory come from the code that was
     * called; other errors of the JVM are thrown on.
     */
    static boolean canGoOnAfter(Throwable thrown) {
        return !(thrown instanceof VirtualMachineError)
                || thrown instanceof StackOverflowError
                || thrown instanceof OutOfMemoryError;
    }
}
