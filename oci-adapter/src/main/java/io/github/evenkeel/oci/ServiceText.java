package io.github.evenkeel.oci;

import java.util.List;
import java.util.stream.Collectors;

/** Shortens texts of services to one line of a message. */
final class ServiceText {
    private static final int LENGTH = 300;
    private static final int PARTS = 3;

    private ServiceText() {}

    /** The text on one line, and of a bounded length. */
    static String brief(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "...";
    }

    /** The first few texts, and the number of the rest. */
    static String brief(List<String> texts) {
        String first = texts.stream().limit(PARTS).map(ServiceText::brief).collect(Collectors.joining("; "));
        return texts.size() <= PARTS ? first : first + "; and " + (texts.size() - PARTS) + " more";
    }

    /** Kind and message of an exception. */
    static String of(Throwable failure) {
        String kind = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        return message == null ? kind : kind + ": " + brief(message);
    }
}
