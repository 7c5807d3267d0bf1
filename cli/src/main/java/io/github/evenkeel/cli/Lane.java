package io.github.evenkeel.cli;

import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one node in a live view. Not thread-safe. */
final class Lane {
    private final String node;
    private @Nullable Instant begun;
    private @Nullable Instant ended;
    private @Nullable Step step;
    private NodeReport.@Nullable Result result;
    private String detail = "";
    private boolean failed;

    Lane(String node) {
        this.node = node;
    }

    String node() {
        return node;
    }

    /** When its first step began; null if none has. */
    @Nullable
    Instant begun() {
        return begun;
    }

    /** When its last step ended; null as long as it is under way. */
    @Nullable
    Instant ended() {
        return ended;
    }

    @Nullable
    Step step() {
        return step;
    }

    NodeReport.@Nullable Result result() {
        return result;
    }

    /** Why it failed, or by which node it was replaced; empty if it is neither. */
    String detail() {
        return detail;
    }

    boolean hasFailed() {
        return failed;
    }

    boolean isUnderWay() {
        return begun != null && ended == null;
    }

    void begins(Step its, Instant at) {
        if (begun == null) {
            begun = at;
        }
        step = its;
    }

    void fails(Step its, String why) {
        step = its;
        failed = true;
        detail = why;
    }

    void ends(NodeReport report, Instant at) {
        if (begun != null && ended == null) {
            ended = at;
        }
        result = report.result();
        if (report.replacement().isPresent()) {
            detail = report.replacement().get();
        }
    }
}
