package io.github.evenkeel.drain;

import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.Finding;
import io.github.evenkeel.PodVerdict;
import java.util.List;

/** Preview of a drain that the library makes. */
record DrainPreviewRecord(String node, List<Finding> findings, List<PodVerdict> pods) implements DrainPreview {
    /** Copies the lists. */
    DrainPreviewRecord {
        findings = List.copyOf(findings);
        pods = List.copyOf(pods);
    }
}
