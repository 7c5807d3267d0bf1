package io.github.evenkeel.plan;

import io.github.evenkeel.PlannedWave;
import io.github.evenkeel.RolloutLimit;
import io.github.evenkeel.RolloutPreview;
import java.util.List;

/** Preview of a rollout that the library makes. */
public record RolloutPreviewRecord(int maxUnderWay, List<RolloutLimit> limits, List<PlannedWave> waves)
        implements RolloutPreview {
    /** Of a plan that rolls no node. */
    public static final RolloutPreview NONE = new RolloutPreviewRecord(0, List.of(), List.of());

    /** Copies the lists. */
    public RolloutPreviewRecord {
        limits = List.copyOf(limits);
        waves = List.copyOf(waves);
    }
}
