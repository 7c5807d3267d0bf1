package io.github.evenkeel.spi;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Immutable request to a run, by any process that may write the run's lock. The run reads it at the next renewal of its
 * lock, and applies it once.
 *
 * @param id unique; a request that is written again with the same id is the same request
 * @param kind what is requested
 * @param runId of the run that it is for; empty for the run that holds the lock when the request is written
 * @param author who requests it, as the author says; an API server's audit log has who really wrote it
 * @param at when, by the author's clock; empty if that is not known
 * @param gateId the gate to approve; empty for all other kinds
 */
public record RunRequest(
        String id, Kind kind, Optional<String> runId, String author, Optional<Instant> at, Optional<String> gateId) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{0,54}[A-Za-z0-9]");
    private static final int LONGEST = 200;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if the id has other characters than letters, digits, dots, underscores and
     *     hyphens, or more than 55; or if another text is empty or has more than 200
     */
    @MadeByBuilder
    public RunRequest {
        Objects.requireNonNull(kind, "kind");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the id of a request is '" + TextFields.brief(id, LONGEST)
                    + "'; needed are 1 to 55 letters, digits, dots, underscores and hyphens");
        }
        check("author", author);
        runId.ifPresent(run -> check("run", run));
        gateId.ifPresent(gate -> check("gate", gate));
    }

    private static void check(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the " + what + " of a request has " + text.length() + " characters; needed are 1 to " + LONGEST);
        }
    }

    /**
     * Kind of request, identified by its id. Any version may add more: a run refuses a kind that it does not know, and
     * says so.
     */
    public static final class Kind {
        /** Pauses the run, as {@code Upgrade.pause()}. */
        public static final Kind PAUSE = new Kind("PAUSE");

        /** Resumes a paused run, as {@code Upgrade.resume()}. */
        public static final Kind RESUME = new Kind("RESUME");

        /** Cancels the run, as {@code Upgrade.cancel()}. */
        public static final Kind CANCEL = new Kind("CANCEL");

        /** Begins no other node, finishes those under way, and ends the run, as {@code Upgrade.stop()}. */
        public static final Kind STOP = new Kind("STOP");

        /** Approves the gate that the request names. */
        public static final Kind APPROVE = new Kind("APPROVE");

        /** Of a text that is no request. */
        public static final Kind UNREADABLE = new Kind("UNREADABLE");

        private static final Map<String, Kind> KNOWN = Stream.of(PAUSE, RESUME, CANCEL, STOP, APPROVE, UNREADABLE)
                .collect(Collectors.toUnmodifiableMap(Kind::id, Function.identity()));
        private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

        private final String id;

        private Kind(String id) {
            this.id = id;
        }

        /**
         * Returns the kind of that id.
         *
         * @param id such as {@code PAUSE}, in upper or lower case; also one that this version does not know
         * @throws IllegalArgumentException if it is no word of letters, digits and underscores
         */
        public static Kind of(String id) {
            String upper = id.toUpperCase(Locale.ROOT);
            Kind known = KNOWN.get(upper);
            if (known == null && !FORM.matcher(upper).matches()) {
                throw new IllegalArgumentException(
                        "the kind of a request is '" + TextFields.brief(id, 40) + "'; needed is a word");
            }
            return known == null ? new Kind(upper) : known;
        }

        /** Its name in locks and journals: upper-case words with underscores. It never changes. */
        public String id() {
            return id;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kind kind && kind.id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * Begins a request with a new id.
     *
     * @param kind what is requested
     * @param author who requests it
     */
    public static Builder builder(Kind kind, String author) {
        return new Builder(UUID.randomUUID().toString(), kind, author);
    }

    /** Begins one that is like this. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, kind, author);
        builder.runId = runId.orElse(null);
        builder.at = at.orElse(null);
        builder.gateId = gateId.orElse(null);
        return builder;
    }

    /** The request as one line of text, without its id: {@code run=...&kind=PAUSE&author=jane}. */
    public String toText() {
        return new TextFields()
                .put("run", runId)
                .put("kind", kind.id())
                .put("author", author)
                .put("at", at.map(Instant::toString))
                .put("gate", gateId)
                .text();
    }

    /**
     * Reads what {@link #toText} wrote, or what a person wrote in the same form.
     *
     * @param id of the request
     * @return a request of kind {@link Kind#UNREADABLE}, with the reason as its author, if the text is no request to a
     *     certain run
     * @throws IllegalArgumentException if the id is none
     */
    public static RunRequest read(String id, String text) {
        try {
            TextFields fields = TextFields.parse(text);
            return new RunRequest(
                    id,
                    Kind.of(fields.required("kind")),
                    Optional.of(fields.required("run")),
                    fields.required("author"),
                    fields.get("at").map(RunRequest::time),
                    fields.get("gate"));
        } catch (IllegalArgumentException e) {
            String why = "unknown (" + TextFields.brief(String.valueOf(e.getMessage()), LONGEST / 2) + ")";
            return new RunRequest(id, Kind.UNREADABLE, Optional.empty(), why, Optional.empty(), Optional.empty());
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("field 'at' is no time in UTC, such as 2026-01-05T08:00:00Z", e);
        }
    }

    /** In words: {@code PAUSE by jane}. */
    @Override
    public String toString() {
        return kind + gateId.map(gate -> " of gate " + gate).orElse("") + " by " + author;
    }

    /** Makes a {@link RunRequest}. Not safe for use by several threads at once. */
    public static final class Builder {
        private String id;
        private Kind kind;
        private String author;
        private @Nullable String runId;
        private @Nullable Instant at;
        private @Nullable String gateId;

        private Builder(String id, Kind kind, String author) {
            this.id = Objects.requireNonNull(id, "id");
            this.kind = Objects.requireNonNull(kind, "kind");
            this.author = Objects.requireNonNull(author, "author");
        }

        /** See {@link RunRequest#id()}; by default a random one. */
        public Builder id(String id) {
            this.id = Objects.requireNonNull(id, "id");
            return this;
        }

        /** See {@link RunRequest#kind()}. */
        public Builder kind(Kind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** See {@link RunRequest#author()}. */
        public Builder author(String author) {
            this.author = Objects.requireNonNull(author, "author");
            return this;
        }

        /** See {@link RunRequest#runId()}; by default that of the run that holds the lock. */
        public Builder runId(String runId) {
            this.runId = Objects.requireNonNull(runId, "runId");
            return this;
        }

        /** See {@link RunRequest#at()}; by default not known. */
        public Builder at(Instant at) {
            this.at = Objects.requireNonNull(at, "at");
            return this;
        }

        /** See {@link RunRequest#gateId()}; by default none. */
        public Builder gateId(String gateId) {
            this.gateId = Objects.requireNonNull(gateId, "gateId");
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalArgumentException as the record says
         */
        public RunRequest build() {
            return new RunRequest(
                    id, kind, Optional.ofNullable(runId), author, Optional.ofNullable(at), Optional.ofNullable(gateId));
        }
    }
}
