package io.github.evenkeel;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Thrown when a drain is refused. Nothing was changed. */
public final class DrainRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BY_NAME = 20;

    private final transient DrainPreview preview;

    /** Describes the first 20 obstacles of the preview, and counts the rest. */
    public DrainRefusedException(DrainPreview preview) {
        super("node " + preview.node() + " can't be drained:" + lines(preview));
        this.preview = preview;
    }

    private static String lines(DrainPreview preview) {
        List<Object> obstacles = Stream.<Object>concat(
                        preview.findings().stream().filter(Finding::blocks), preview.blocked().stream())
                .toList();
        return obstacles.stream()
                        .limit(BY_NAME)
                        .map(obstacle -> "\n  " + obstacle)
                        .collect(Collectors.joining())
                + (obstacles.size() > BY_NAME ? "\n  and " + (obstacles.size() - BY_NAME) + " more" : "");
    }

    /** The preview; null after the exception was serialized. */
    public DrainPreview preview() {
        return preview;
    }
}
