package io.github.evenkeel.spi;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * Immutable request with the run's answer to it.
 *
 * <p>Only the library creates it. It is complete: its components stay as they are.
 *
 * @param request the request
 * @param answered when the run answered it
 * @param refusal why the run did not apply it; empty if it did
 */
public record AnsweredRequest(RunRequest request, Instant answered, Optional<String> refusal) {
    private static final int LONGEST = 200;

    /** Shortens a long refusal. */
    public AnsweredRequest {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answered, "answered");
        refusal = refusal.map(why -> TextFields.brief(why, LONGEST));
    }

    /** The answer as one line of text. */
    public String toText() {
        return new TextFields()
                .put("id", request.id())
                .put("request", request.toText())
                .put("answered", answered.toString())
                .put("refusal", refusal)
                .text();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static AnsweredRequest parse(String text) {
        TextFields fields = TextFields.parse(text);
        try {
            return new AnsweredRequest(
                    RunRequest.read(fields.required("id"), fields.required("request")),
                    Instant.parse(fields.required("answered")),
                    fields.get("refusal"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("field 'answered' is no time in UTC", e);
        }
    }

    /** In words: {@code PAUSE by jane: refused, as ...}. */
    @Override
    public String toString() {
        return request + refusal.map(why -> ": refused, as " + why).orElse(": applied");
    }
}
