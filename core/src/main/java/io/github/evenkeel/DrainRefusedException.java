package io.github.evenkeel;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A drain that can't be carried out. Nothing was touched. */
public final class DrainRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DrainPreview preview;

    /** Describes a drain by what stands in its way. */
    public DrainRefusedException(DrainPreview preview) {
        super("node " + preview.node() + " can't be drained:"
                + Stream.concat(preview.findings().stream().filter(Finding::blocks), preview.blocked().stream())
                        .map(obstacle -> "\n  " + obstacle)
                        .collect(Collectors.joining()));
        this.preview = preview;
    }

    /** All that was seen; null after the exception was serialized. */
    public DrainPreview preview() {
        return preview;
    }
}
