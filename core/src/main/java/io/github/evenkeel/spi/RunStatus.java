package io.github.evenkeel.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable state of a run, as the run last published it with a renewal of its lock.
 *
 * @param runId of the run
 * @param state {@code RUNNING}, {@code PAUSED}, {@code STOPPING}, {@code CANCELLING} or {@code ENDED}; any version may
 *     add more
 * @param nodesDone number of replaced nodes
 * @param nodes number of nodes in the plan
 * @param step id of the current step; empty before the first
 * @param object that the step works on; empty before the first
 * @param waitingFor what the run waits for; empty if it does not wait
 * @param answered the requests that the run answered last, the latest at the end
 */
public record RunStatus(
        String runId,
        String state,
        int nodesDone,
        int nodes,
        Optional<String> step,
        Optional<String> object,
        Optional<String> waitingFor,
        List<AnsweredRequest> answered) {
    /** State of a run that no longer holds its lock. */
    public static final String ENDED = "ENDED";

    /** How many answered requests a status has at most. */
    public static final int MOST_ANSWERED = 10;

    private static final int LONGEST = 200;

    /** Copies the list, and shortens what is long. */
    @MadeByBuilder
    public RunStatus {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(state, "state");
        step = step.map(text -> TextFields.brief(text, LONGEST));
        object = object.map(text -> TextFields.brief(text, LONGEST));
        waitingFor = waitingFor.map(text -> TextFields.brief(text, LONGEST));
        answered = List.copyOf(answered.subList(Math.max(0, answered.size() - MOST_ANSWERED), answered.size()));
    }

    /**
     * Begins the status of a run.
     *
     * @param runId of the run
     * @param state such as {@code RUNNING}
     */
    public static Builder builder(String runId, String state) {
        return new Builder(runId, state);
    }

    /** The same of a run that no longer holds its lock. */
    public RunStatus ended() {
        return new RunStatus(runId, ENDED, nodesDone, nodes, step, object, Optional.empty(), answered);
    }

    /** The status as one line of text. */
    public String toText() {
        TextFields fields = new TextFields()
                .put("run", runId)
                .put("state", state)
                .put("done", Integer.toString(nodesDone))
                .put("nodes", Integer.toString(nodes))
                .put("step", step)
                .put("object", object)
                .put("waiting", waitingFor);
        for (int i = 0; i < answered.size(); i++) {
            fields.put("answer" + i, answered.get(i).toText());
        }
        return fields.text();
    }

    /** Reads what {@link #toText} wrote; empty if the text is something else. */
    public static Optional<RunStatus> read(String text) {
        try {
            TextFields fields = TextFields.parse(text);
            List<AnsweredRequest> answered = new ArrayList<>();
            for (int i = 0; i < MOST_ANSWERED && fields.get("answer" + i).isPresent(); i++) {
                answered.add(AnsweredRequest.parse(fields.required("answer" + i)));
            }
            return Optional.of(new RunStatus(
                    fields.required("run"),
                    fields.required("state"),
                    Integer.parseInt(fields.required("done")),
                    Integer.parseInt(fields.required("nodes")),
                    fields.get("step"),
                    fields.get("object"),
                    fields.get("waiting"),
                    answered));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Makes a {@link RunStatus}. Not safe for use by several threads at once. */
    public static final class Builder {
        private final String runId;
        private final String state;
        private int nodesDone;
        private int nodes;
        private @Nullable String step;
        private @Nullable String object;
        private @Nullable String waitingFor;
        private List<AnsweredRequest> answered = List.of();

        private Builder(String runId, String state) {
            this.runId = Objects.requireNonNull(runId, "runId");
            this.state = Objects.requireNonNull(state, "state");
        }

        /** See {@link RunStatus#nodesDone()}; by default 0. */
        public Builder nodesDone(int nodesDone) {
            this.nodesDone = nodesDone;
            return this;
        }

        /** See {@link RunStatus#nodes()}; by default 0. */
        public Builder nodes(int nodes) {
            this.nodes = nodes;
            return this;
        }

        /** See {@link RunStatus#step()}; by default none. */
        public Builder step(@Nullable String step) {
            this.step = step;
            return this;
        }

        /** See {@link RunStatus#object()}; by default none. */
        public Builder object(@Nullable String object) {
            this.object = object;
            return this;
        }

        /** See {@link RunStatus#waitingFor()}; by default nothing. */
        public Builder waitingFor(@Nullable String waitingFor) {
            this.waitingFor = waitingFor;
            return this;
        }

        /** See {@link RunStatus#answered()}; by default none. */
        public Builder answered(List<AnsweredRequest> answered) {
            this.answered = Objects.requireNonNull(answered, "answered");
            return this;
        }

        /** Makes it. */
        public RunStatus build() {
            return new RunStatus(
                    runId,
                    state,
                    nodesDone,
                    nodes,
                    Optional.ofNullable(step),
                    Optional.ofNullable(object),
                    Optional.ofNullable(waitingFor),
                    answered);
        }
    }
}
