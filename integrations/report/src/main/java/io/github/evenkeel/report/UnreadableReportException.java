package io.github.evenkeel.report;

/** Thrown when a text is no report that this version reads. Its message says what was found, and what is needed. */
public final class UnreadableReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableReportException(String message) {
        super(message);
    }

    UnreadableReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
