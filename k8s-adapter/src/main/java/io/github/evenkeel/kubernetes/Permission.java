package io.github.evenkeel.kubernetes;

import io.github.evenkeel.spi.Purpose;
import java.util.Optional;

/**
 * All permissions that this adapter uses. Every call names its permission, and {@code cluster-role.yaml} and
 * {@code run-role.yaml} grant exactly these, except the deletion of pods, which only the override of disruption budgets
 * needs, those of {@code surge-role.yaml}, which only the surge of single replicas needs, and that of
 * {@code events-role.yaml}.
 */
enum Permission {
    GET_NODES("get", "", "nodes"),
    LIST_NODES("list", "", "nodes"),
    PATCH_NODES("patch", "", "nodes"),
    LIST_PODS("list", "", "pods"),
    WATCH_PODS("watch", "", "pods"),
    CREATE_EVICTIONS("create", "", "pods/eviction"),
    DELETE_PODS("delete", "", "pods"),
    LIST_SERVICES("list", "", "services"),
    GET_PERSISTENT_VOLUMES("get", "", "persistentvolumes"),
    LIST_PERSISTENT_VOLUMES("list", "", "persistentvolumes"),
    LIST_DAEMON_SETS("list", "apps", "daemonsets"),
    LIST_BUDGETS("list", "policy", "poddisruptionbudgets"),
    WATCH_BUDGETS("watch", "policy", "poddisruptionbudgets"),
    LIST_DEPLOYMENTS("list", "apps", "deployments"),
    PATCH_DEPLOYMENTS("patch", "apps", "deployments"),
    LIST_REPLICA_SETS("list", "apps", "replicasets"),
    LIST_RESOURCE_QUOTAS("list", "", "resourcequotas"),
    LIST_ENDPOINT_SLICES("list", "discovery.k8s.io", "endpointslices"),
    LIST_VOLUME_ATTACHMENTS("list", "storage.k8s.io", "volumeattachments"),
    GET_CONFIG_MAPS("get", "", "configmaps"),
    CREATE_CONFIG_MAPS("create", "", "configmaps"),
    PATCH_CONFIG_MAPS("patch", "", "configmaps"),
    GET_LEASES("get", "coordination.k8s.io", "leases"),
    CREATE_LEASES("create", "coordination.k8s.io", "leases"),
    PATCH_LEASES("patch", "coordination.k8s.io", "leases"),
    CREATE_EVENTS("create", "", "events"),
    REVIEW_ACCESS("create", "authorization.k8s.io", "selfsubjectaccessreviews");

    private final String verb;
    private final String group;
    private final String resource;

    Permission(String verb, String group, String resource) {
        this.verb = verb;
        this.group = group;
        this.resource = resource;
    }

    String verb() {
        return verb;
    }

    /** Empty for the permissions of journal, lock and Events, which have their own Roles. */
    Optional<Purpose> purpose() {
        if (this == CREATE_EVENTS || resource.equals("configmaps") || resource.equals("leases")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case DELETE_PODS -> Purpose.DELETE_PAST_BUDGETS;
                    case LIST_DEPLOYMENTS,
                            PATCH_DEPLOYMENTS,
                            LIST_REPLICA_SETS,
                            LIST_RESOURCE_QUOTAS,
                            LIST_ENDPOINT_SLICES -> Purpose.SURGE_SINGLE_REPLICAS;
                    default -> Purpose.DRAIN;
                });
    }

    /** API group; empty for the core group. */
    String group() {
        return group;
    }

    /** Resource, and subresource after a slash where there is one. */
    String resource() {
        return resource;
    }

    /** As kubectl and roles write it: {@code create pods/eviction}, {@code list daemonsets.apps}. */
    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
