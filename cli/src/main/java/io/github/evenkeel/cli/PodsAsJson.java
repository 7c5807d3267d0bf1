package io.github.evenkeel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.evenkeel.DrainPreview;
import io.github.evenkeel.PodVerdict;
import io.github.evenkeel.PodVerdict.Decision;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.Workloads;
import java.util.ArrayList;
import java.util.List;

/** A preview's pods as JSON, an entry for each: namespace, name, verdict, all reasons. */
final class PodsAsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workloads workloads;

    PodsAsJson(Workloads workloads) {
        this.workloads = workloads;
    }

    ArrayNode of(DrainPreview preview) {
        ArrayNode pods = JSON.createArrayNode();
        for (PodVerdict verdict : preview.pods()) {
            ObjectNode pod = pods.addObject()
                    .put("namespace", verdict.pod().namespace())
                    .put("name", verdict.pod().name())
                    .put("verdict", word(verdict.decision()));
            reasons(verdict).forEach(pod.putArray("reasons")::add);
        }
        return pods;
    }

    /** A preview tries the evictions that it would ask for; of the other ones, too, the server may have a reason. */
    private List<String> reasons(PodVerdict verdict) {
        List<String> reasons = new ArrayList<>(verdict.reasons());
        if (verdict.decision() == Decision.BLOCK) {
            try {
                workloads
                        .dryRunEviction(verdict.pod())
                        .message()
                        .filter(said -> reasons.stream().noneMatch(reason -> reason.contains(said)))
                        .ifPresent(said -> reasons.add("the API server says: " + said));
            } catch (ServiceException e) {
                reasons.add("what the API server says is not known: " + e.getMessage());
            }
        }
        return reasons;
    }

    /** A pod on its way out leaves as one that is evicted does. */
    private static String word(Decision decision) {
        return switch (decision) {
            case SKIP -> "skip";
            case EVICT, LEAVING -> "evict";
            case BLOCK -> "block";
        };
    }
}
