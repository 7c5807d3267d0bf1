package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.github.evenkeel.spi.Deployment;
import io.github.evenkeel.spi.Owner;
import io.github.evenkeel.spi.Pod;
import io.github.evenkeel.spi.ServiceException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the Deployments of pods, and restarts their rollouts. */
final class Deployments {
    private static final Listing<io.fabric8.kubernetes.api.model.apps.Deployment, DeploymentList> DEPLOYMENTS =
            Listing.of(Permission.LIST_DEPLOYMENTS, "apis/apps/v1/deployments", DeploymentList.class);
    private static final Listing<ReplicaSet, ReplicaSetList> REPLICA_SETS =
            Listing.of(Permission.LIST_REPLICA_SETS, "apis/apps/v1/replicasets", ReplicaSetList.class);
    private static final Listing<ResourceQuota, ResourceQuotaList> QUOTAS =
            Listing.of(Permission.LIST_RESOURCE_QUOTAS, "api/v1/resourcequotas", ResourceQuotaList.class);

    /** Of more namespaces, it reads all at once: fewer calls. */
    private static final int NAMESPACES_ONE_BY_ONE = 3;

    private static final int UNPROCESSABLE = 422;

    private final ApiServer server;
    private final Volumes volumes;

    Deployments(ApiServer server, Volumes volumes) {
        this.server = server;
        this.volumes = volumes;
    }

    /** The ReplicaSets of a Deployment are known by their owner, and the pods by theirs: names say nothing certain. */
    List<Deployment> of(List<Pod> pods) {
        Set<String> controllers = new HashSet<>();
        Set<String> namespaces = new HashSet<>();
        for (Pod pod : pods) {
            pod.controller().filter(Deployments::isReplicaSet).ifPresent(owner -> {
                controllers.add(owner.uid());
                namespaces.add(pod.namespace());
            });
        }
        if (controllers.isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> sets = new HashMap<>();
        read(REPLICA_SETS, namespaces, set -> set.getMetadata().getOwnerReferences().stream()
                        .filter(Deployments::isDeployment)
                        .map(owner ->
                                Map.entry(owner.getUid(), set.getMetadata().getUid())))
                .forEach(entry -> sets.computeIfAbsent(entry.getKey(), uid -> new HashSet<>())
                        .add(entry.getValue()));
        sets.values().removeIf(uids -> uids.stream().noneMatch(controllers::contains));
        if (sets.isEmpty()) {
            return List.of();
        }
        List<io.fabric8.kubernetes.api.model.apps.Deployment> found = read(DEPLOYMENTS, namespaces, Stream::of).stream()
                .filter(deployment -> sets.containsKey(deployment.getMetadata().getUid()))
                .toList();
        List<ResourceQuota> quotas = read(QUOTAS, namespaces, Stream::of);
        Set<String> shared = found.stream().anyMatch(NodeBond::hasClaims) ? volumes.sharedClaims() : Set.of();
        return found.stream()
                .map(deployment -> DeploymentMapping.map(
                        deployment, sets.getOrDefault(deployment.getMetadata().getUid(), Set.of()), quotas, shared))
                .toList();
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>, R> List<R> read(
            Listing<T, L> listing, Set<String> namespaces, Function<T, Stream<R>> reduction) {
        if (namespaces.size() > NAMESPACES_ONE_BY_ONE) {
            return listing.read(server, reduction);
        }
        return namespaces.stream()
                .sorted()
                .flatMap(namespace -> listing.in(namespace).read(server, reduction).stream())
                .collect(Collectors.toList());
    }

    private static boolean isReplicaSet(Owner owner) {
        return owner.kind().equals("ReplicaSet") && owner.apiVersion().equals("apps/v1");
    }

    private static boolean isDeployment(OwnerReference owner) {
        return Boolean.TRUE.equals(owner.getController())
                && "Deployment".equals(owner.getKind())
                && "apps/v1".equals(owner.getApiVersion());
    }

    /** The write carries the UID and the revision that were read, as {@link NodePatch} does. */
    void restart(Deployment deployment, Pod leaving) {
        if (deployment.isRestartedFor(leaving)) {
            return;
        }
        Map<String, Object> template =
                Map.of("metadata", Map.of("annotations", Map.of(Deployment.RESTARTED_FOR_ANNOTATION, leaving.uid())));
        Map<String, Object> patch = Map.of(
                "metadata",
                Map.of("uid", deployment.uid(), "resourceVersion", deployment.revision()),
                "spec",
                Map.of("template", template));
        ApiAnswer answer = server.send(new ApiCall(
                Permission.PATCH_DEPLOYMENTS,
                deployment.path(),
                "apis/apps/v1/namespaces/" + ApiCall.encoded(deployment.namespace()) + "/deployments/"
                        + ApiCall.encoded(deployment.name()),
                server.json(patch)));
        Status status = answer.code() < 300 ? null : answer.status();
        if (answer.code() == UNPROCESSABLE && !AdmissionDenial.isIn(status)) {
            throw refusal(ServiceException.Outcome.CONFLICT, answer);
        }
        if (AdmissionDenial.isIn(status)) {
            throw refusal(ServiceException.Outcome.REJECTED, answer);
        }
        answer.as(io.fabric8.kubernetes.api.model.apps.Deployment.class);
    }

    private static ServiceException refusal(ServiceException.Outcome outcome, ApiAnswer answer) {
        ServiceException refusal = answer.refusal();
        return ServiceException.builder(outcome, refusal.operation(), refusal.reason())
                .requestId(refusal.requestId().orElse(null))
                .build();
    }
}
