package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Deployment.Trait;
import io.github.evenkeel.spi.ServiceException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps Deployments of the API to those of the port. */
final class DeploymentMapping {
    private static final String RECREATE = "Recreate";

    private DeploymentMapping() {}

    /**
     * Maps one.
     *
     * @param replicaSets UIDs of its ReplicaSets
     * @param quotas of its namespace, and others
     * @param sharedClaims namespace and name of the claims that pods of several nodes can use at once
     * @throws ServiceException if the Deployment can't be read
     */
    static Deployment map(
            io.fabric8.kubernetes.api.model.apps.Deployment deployment,
            Set<String> replicaSets,
            List<ResourceQuota> quotas,
            Set<String> sharedClaims) {
        ObjectMeta metadata = deployment.getMetadata();
        try {
            return map(deployment, metadata, replicaSets, quotas, sharedClaims);
        } catch (IllegalArgumentException e) {
            throw ServiceException.builder(
                            ServiceException.Outcome.REJECTED,
                            "read Deployment " + metadata.getNamespace() + "/" + metadata.getName(),
                            e.getMessage() + "; correct or delete the Deployment")
                    .cause(e)
                    .build();
        }
    }

    private static Deployment map(
            io.fabric8.kubernetes.api.model.apps.Deployment deployment,
            ObjectMeta metadata,
            Set<String> replicaSets,
            List<ResourceQuota> quotas,
            Set<String> sharedClaims) {
        DeploymentSpec spec = deployment.getSpec();
        PodTemplateSpec template = spec.getTemplate();
        PodSpec pod = template.getSpec() == null ? new PodSpec() : template.getSpec();
        int replicas = Objects.requireNonNullElse(spec.getReplicas(), 1);
        RollingUpdateDeployment rolling =
                spec.getStrategy() == null ? null : spec.getStrategy().getRollingUpdate();
        int surge = rolling == null ? 0 : number(rolling.getMaxSurge(), replicas, RoundingMode.CEILING);
        int unavailable = rolling == null ? 0 : number(rolling.getMaxUnavailable(), replicas, RoundingMode.FLOOR);
        return Deployment.builder(metadata.getUid(), metadata.getNamespace(), metadata.getName())
                .revision(metadata.getResourceVersion())
                .replicaSets(replicaSets)
                .selector(Selectors.of(spec.getSelector()))
                .replicas(replicas)
                .maxSurge(surge)
                .maxUnavailable(surge == 0 && unavailable == 0 ? 1 : unavailable)
                .traits(traits(deployment, spec, replicas))
                .boundBy(NodeBond.of(metadata.getNamespace(), pod, sharedClaims))
                .withoutRoom(QuotaRoom.missing(metadata.getNamespace(), pod, quotas))
                .restartedFor(restartedFor(template))
                .build();
    }

    private static @Nullable String restartedFor(PodTemplateSpec template) {
        return template.getMetadata() == null || template.getMetadata().getAnnotations() == null
                ? null
                : template.getMetadata().getAnnotations().get(Deployment.RESTARTED_FOR_ANNOTATION);
    }

    private static Set<Trait> traits(
            io.fabric8.kubernetes.api.model.apps.Deployment deployment, DeploymentSpec spec, int replicas) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        DeploymentStrategy strategy = spec.getStrategy();
        if (strategy != null && RECREATE.equals(strategy.getType())) {
            traits.add(Trait.RECREATE);
        }
        if (Boolean.TRUE.equals(spec.getPaused())) {
            traits.add(Trait.PAUSED);
        }
        if (!complete(deployment.getMetadata(), deployment.getStatus(), replicas)) {
            traits.add(Trait.ROLLING_OUT);
        }
        return traits;
    }

    /** As {@code kubectl rollout status} decides. */
    private static boolean complete(ObjectMeta metadata, @Nullable DeploymentStatus status, int replicas) {
        if (status == null || status.getObservedGeneration() == null) {
            return false;
        }
        long generation = Objects.requireNonNullElse(metadata.getGeneration(), 0L);
        int updated = Objects.requireNonNullElse(status.getUpdatedReplicas(), 0);
        return status.getObservedGeneration() >= generation
                && updated >= replicas
                && Objects.requireNonNullElse(status.getReplicas(), 0) <= updated
                && Objects.requireNonNullElse(status.getAvailableReplicas(), 0) >= updated;
    }

    private static int number(@Nullable IntOrString value, int of, RoundingMode rounding) {
        if (value == null) {
            return 0;
        }
        if (value.getIntVal() != null) {
            return value.getIntVal();
        }
        String text = String.valueOf(value.getStrVal());
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException("'" + text + "' is neither a number nor a percentage");
        }
        return new BigDecimal(text.substring(0, text.length() - 1))
                .multiply(BigDecimal.valueOf(of))
                .divide(BigDecimal.valueOf(100), 0, rounding)
                .intValueExact();
    }
}
