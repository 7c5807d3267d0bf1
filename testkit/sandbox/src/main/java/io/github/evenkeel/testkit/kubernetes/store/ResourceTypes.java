package io.github.evenkeel.testkit.kubernetes.store;

import static io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature.CONDITIONAL_UPDATE;
import static io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature.DELETION_RETURNS_OBJECT;
import static io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature.GENERATION;
import static io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature.SCALE;
import static io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature.STATUS;

import io.github.evenkeel.testkit.kubernetes.store.ResourceType.Feature;
import io.github.evenkeel.testkit.kubernetes.store.ResourceType.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resources that are served. */
public final class ResourceTypes {
    /** Machines. */
    public static final ResourceType NODES = core("nodes", "Node", Scope.CLUSTER, "no", STATUS);

    /** Pods. */
    public static final ResourceType PODS = core("pods", "Pod", Scope.NAMESPACE, "po", STATUS, DELETION_RETURNS_OBJECT);

    /** Namespaces. */
    public static final ResourceType NAMESPACES = core("namespaces", "Namespace", Scope.CLUSTER, "ns", STATUS);

    /** Services. */
    public static final ResourceType SERVICES =
            core("services", "Service", Scope.NAMESPACE, "svc", STATUS, DELETION_RETURNS_OBJECT);

    /** Config maps. */
    public static final ResourceType CONFIG_MAPS = core("configmaps", "ConfigMap", Scope.NAMESPACE, "cm");

    /** Events. */
    public static final ResourceType EVENTS = core("events", "Event", Scope.NAMESPACE, "ev");

    /** Volumes. */
    public static final ResourceType PERSISTENT_VOLUMES =
            core("persistentvolumes", "PersistentVolume", Scope.CLUSTER, "pv", STATUS, DELETION_RETURNS_OBJECT);

    /** Claims on volumes. */
    public static final ResourceType PERSISTENT_VOLUME_CLAIMS = core(
            "persistentvolumeclaims", "PersistentVolumeClaim", Scope.NAMESPACE, "pvc", STATUS, DELETION_RETURNS_OBJECT);

    /** Leases: locks, and the heartbeats of nodes. */
    public static final ResourceType LEASES =
            in("coordination.k8s.io", "leases", "Lease", Scope.NAMESPACE, List.of(), CONDITIONAL_UPDATE);

    /** Which volume hangs on which node. */
    public static final ResourceType VOLUME_ATTACHMENTS = in(
            "storage.k8s.io",
            "volumeattachments",
            "VolumeAttachment",
            Scope.CLUSTER,
            List.of(),
            STATUS,
            CONDITIONAL_UPDATE);

    /** Daemon sets. */
    public static final ResourceType DAEMON_SETS = apps("daemonsets", "DaemonSet", "ds", STATUS, GENERATION);

    /** Deployments. */
    public static final ResourceType DEPLOYMENTS =
            apps("deployments", "Deployment", "deploy", STATUS, GENERATION, SCALE);

    /** Replica sets. */
    public static final ResourceType REPLICA_SETS = apps("replicasets", "ReplicaSet", "rs", STATUS, GENERATION, SCALE);

    /** Stateful sets. */
    public static final ResourceType STATEFUL_SETS =
            apps("statefulsets", "StatefulSet", "sts", STATUS, GENERATION, SCALE);

    /** Jobs. */
    public static final ResourceType JOBS = in("batch", "jobs", "Job", Scope.NAMESPACE, List.of(), STATUS, GENERATION);

    /** Disruption budgets. */
    public static final ResourceType DISRUPTION_BUDGETS = in(
            "policy",
            "poddisruptionbudgets",
            "PodDisruptionBudget",
            Scope.NAMESPACE,
            List.of("pdb"),
            STATUS,
            GENERATION,
            CONDITIONAL_UPDATE);

    /** Limits of what a namespace may have. */
    public static final ResourceType RESOURCE_QUOTAS =
            core("resourcequotas", "ResourceQuota", Scope.NAMESPACE, "quota", STATUS);

    /** Pods behind a service. */
    public static final ResourceType ENDPOINT_SLICES =
            in("discovery.k8s.io", "endpointslices", "EndpointSlice", Scope.NAMESPACE, List.of());

    private static final List<ResourceType> ALL = List.of(
            NAMESPACES,
            NODES,
            PODS,
            SERVICES,
            CONFIG_MAPS,
            EVENTS,
            PERSISTENT_VOLUMES,
            PERSISTENT_VOLUME_CLAIMS,
            DAEMON_SETS,
            DEPLOYMENTS,
            REPLICA_SETS,
            STATEFUL_SETS,
            JOBS,
            LEASES,
            DISRUPTION_BUDGETS,
            VOLUME_ATTACHMENTS,
            RESOURCE_QUOTAS,
            ENDPOINT_SLICES);

    private ResourceTypes() {}

    /** All resources. */
    public static List<ResourceType> all() {
        return ALL;
    }

    /** The resource at a path. */
    public static Optional<ResourceType> find(String group, String version, String plural) {
        return ALL.stream()
                .filter(type -> type.plural().equals(plural)
                        && type.group().equals(group)
                        && type.version().equals(version))
                .findFirst();
    }

    /** The resource of objects of a kind. */
    public static Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return ALL.stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    private static ResourceType core(String plural, String kind, Scope scope, String shortName, Feature... features) {
        return in("", plural, kind, scope, List.of(shortName), features);
    }

    private static ResourceType apps(String plural, String kind, String shortName, Feature... features) {
        return in("apps", plural, kind, Scope.NAMESPACE, List.of(shortName), features);
    }

    private static ResourceType in(
            String group, String plural, String kind, Scope scope, List<String> shortNames, Feature... features) {
        return new ResourceType(group, "v1", plural, kind, scope, shortNames, Set.of(features));
    }
}
