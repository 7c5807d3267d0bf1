package io.github.evenkeel.testkit.oci;

import io.github.evenkeel.model.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of Container Engine on the cluster. */
final class ClusterOperations {
    private final Tenancy tenancy;
    private final ContainerEngineState state;

    ClusterOperations(Tenancy tenancy, ContainerEngineState state) {
        this.tenancy = tenancy;
        this.state = state;
    }

    void addTo(Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        handlers.put(OciOperation.LIST_CLUSTERS, this::list);
        handlers.put(OciOperation.GET_CLUSTER, this::get);
        handlers.put(OciOperation.UPDATE_CLUSTER, this::update);
        handlers.put(OciOperation.GET_CLUSTER_OPTIONS, this::options);
        handlers.put(OciOperation.LIST_ADDONS, this::addOns);
        handlers.put(OciOperation.LIST_ADDON_OPTIONS, this::addOnOptions);
    }

    private OciAnswer list(OciCall call) {
        tenancy.checkCompartment(call);
        return OciAnswer.page(call, List.of(state.cluster().json(tenancy.compartmentId())), tenancy.mostPerPage());
    }

    private OciAnswer get(OciCall call) {
        ClusterState cluster = state.cluster(call.path("clusterId"));
        return OciAnswer.of(cluster.json(tenancy.compartmentId())).with("etag", cluster.etag());
    }

    private OciAnswer update(OciCall call) {
        ClusterState cluster = state.cluster(call.path("clusterId"));
        call.checkIfMatch(cluster.etag());
        state.checkClusterTakesChanges();
        KubernetesVersion target =
                Versions.read("kubernetesVersion", call.body().neededText("kubernetesVersion"));
        if (!cluster.availableUpgrades().contains(target)) {
            throw Refusal.invalid("kubernetesVersion is " + target + " but cluster " + cluster.id() + " at "
                    + cluster.version() + " can be upgraded to " + cluster.availableUpgrades());
        }
        WorkRequest request = state.workRequests()
                .begin(
                        call.operation(),
                        "CLUSTER_UPDATE",
                        "cluster",
                        cluster.id(),
                        tenancy.timings().controlPlaneUpgrade(),
                        ending -> {
                            cluster.version(target);
                            ending.accept(null);
                        },
                        ended -> cluster.lifecycle("ACTIVE"));
        cluster.lifecycle("UPDATING");
        return OciAnswer.accepted(request);
    }

    private OciAnswer addOns(OciCall call) {
        state.cluster(call.path("clusterId"));
        return OciAnswer.page(call, state.addOns().installed(), tenancy.mostPerPage());
    }

    private OciAnswer addOnOptions(OciCall call) {
        KubernetesVersion version = Versions.read("kubernetesVersion", call.neededQuery("kubernetesVersion"));
        return OciAnswer.page(call, state.addOns().options(version), tenancy.mostPerPage());
    }

    private OciAnswer options(OciCall call) {
        if (!call.path("clusterOptionId").equals("all")) {
            state.cluster(call.path("clusterOptionId"));
        }
        return OciAnswer.of(Map.of(
                "kubernetesVersions",
                Versions.texts(state.cluster().offered()),
                "clusterPodNetworkOptions",
                List.of(Map.of("cniType", "OCI_VCN_IP_NATIVE"), Map.of("cniType", "FLANNEL_OVERLAY"))));
    }
}
