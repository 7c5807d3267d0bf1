package io.github.evenkeel.plan;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.PlanSpec;
import io.github.evenkeel.spi.AddOn;
import io.github.evenkeel.spi.ClusterDescription;
import io.github.evenkeel.spi.DeprecatedApi;
import io.github.evenkeel.spi.ServiceException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the services say of the use of a cluster that an upgrade of its control plane may disturb. It serves warnings
 * only: what can't be read is left out.
 *
 * @param apis in use that some release removes
 * @param addOns of the cluster, with what the provider lists for the target
 */
record UpgradeFacts(List<DeprecatedApi> apis, List<AddOn> addOns) {
    /** Nothing is known, or no control plane is upgraded. */
    static final UpgradeFacts NONE = new UpgradeFacts(List.of(), List.of());

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeFacts.class);

    UpgradeFacts {
        apis = List.copyOf(apis);
        addOns = List.copyOf(addOns);
    }

    /** Reads it if the plan upgrades the control plane, by one call each. */
    static UpgradeFacts read(PlanSpec spec, ClusterDescription cluster) {
        KubernetesVersion target = spec.target();
        return target == null
                        || !spec.scope().hasControlPlane()
                        || !cluster.version().isBefore(target)
                ? NONE
                : new UpgradeFacts(
                        known("the deprecated APIs in use", spec.workloads()::deprecatedApis),
                        known("the add-ons", () -> spec.cluster().addOns(target)));
    }

    private static <T> List<T> known(String what, Supplier<Optional<List<T>>> read) {
        try {
            return read.get().orElse(List.of());
        } catch (ServiceException e) {
            LOG.debug("{} could not be read", what, e);
            return List.of();
        }
    }
}
