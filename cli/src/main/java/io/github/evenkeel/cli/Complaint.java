package io.github.evenkeel.cli;

import io.github.evenkeel.EvenkeelException;
import io.github.evenkeel.spi.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Message of an exception for the user of the shell: one sentence, without a stack trace. */
final class Complaint {
    private static final String TRACE = "evenkeel.stacktrace";

    private Complaint() {}

    static String of(Exception failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return of(unchecked.getCause());
        }
        if (failure instanceof FileSystemException file) {
            return of(file);
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        boolean expected = failure instanceof UsageException
                || failure instanceof EvenkeelException
                || failure instanceof ServiceException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
        String message = failure.getMessage();
        if (expected && message != null && !message.isBlank()) {
            return message;
        }
        return "internal error: " + failure
                + (Boolean.getBoolean(TRACE)
                        ? System.lineSeparator() + trace(failure)
                        : " (java -D" + TRACE + "=true -jar evenkeel.jar ... shows where)");
    }

    /** The message of such an exception is often the name of the file alone. */
    private static String of(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return file + ": no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return file + ": permission denied";
        }
        @Nullable String reason = failure.getReason();
        return file + ": " + (reason == null ? failure.getClass().getSimpleName() : reason);
    }

    private static String trace(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
