package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.model.AddonLifecycleState;
import com.oracle.bmc.containerengine.model.AddonOptionSummary;
import com.oracle.bmc.containerengine.model.AddonSummary;
import com.oracle.bmc.containerengine.model.AddonVersions;
import com.oracle.bmc.containerengine.requests.ListAddonOptionsRequest;
import com.oracle.bmc.containerengine.requests.ListAddonsRequest;
import com.oracle.bmc.containerengine.responses.ListAddonOptionsResponse;
import com.oracle.bmc.containerengine.responses.ListAddonsResponse;
import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.spi.AddOn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the add-ons of a cluster, and which versions of them the service lists for a version of Kubernetes. */
final class AddOns {
    private static final int PAGE = 100;
    private static final Set<AddonLifecycleState> GONE =
            Set.of(AddonLifecycleState.Deleting, AddonLifecycleState.Deleted);

    private final ContainerEngine client;
    private final String clusterId;

    AddOns(ContainerEngine client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
    }

    /** Empty if the service lists nothing at all for that version. */
    Optional<List<AddOn>> read(KubernetesVersion target) {
        List<AddonSummary> installed = installed();
        if (installed.isEmpty()) {
            return Optional.of(List.of());
        }
        Map<String, List<String>> offered = offered(target);
        return offered.isEmpty()
                ? Optional.empty()
                : Optional.of(installed.stream()
                        .map(addOn -> new AddOn(
                                addOn.getName(),
                                Optional.ofNullable(addOn.getVersion()).filter(version -> !version.isBlank()),
                                offered.getOrDefault(addOn.getName(), List.of())))
                        .toList());
    }

    private List<AddonSummary> installed() {
        String operation = "ListAddons of cluster " + clusterId;
        List<AddonSummary> all = new ArrayList<>();
        Pages.readAll(operation, page -> {
            ListAddonsResponse response = SdkCall.send(
                    operation,
                    ListAddonsRequest.builder()
                            .clusterId(clusterId)
                            .limit(PAGE)
                            .page(page)
                            .build(),
                    client::listAddons);
            SdkCall.present(operation, response.getItems(), response.getOpcRequestId()).stream()
                    .filter(addOn -> addOn.getName() != null && !GONE.contains(addOn.getLifecycleState()))
                    .forEach(all::add);
            return response.getOpcNextPage();
        });
        return all;
    }

    private Map<String, List<String>> offered(KubernetesVersion target) {
        String operation = "ListAddonOptions for " + target;
        Map<String, List<String>> offered = new HashMap<>();
        Pages.readAll(operation, page -> {
            ListAddonOptionsResponse response = SdkCall.send(
                    operation,
                    ListAddonOptionsRequest.builder()
                            .kubernetesVersion(target.toString())
                            .limit(PAGE)
                            .page(page)
                            .build(),
                    client::listAddonOptions);
            for (AddonOptionSummary option :
                    SdkCall.present(operation, response.getItems(), response.getOpcRequestId())) {
                if (option.getName() != null) {
                    offered.put(option.getName(), versions(option, target));
                }
            }
            return response.getOpcNextPage();
        });
        return offered;
    }

    private static List<String> versions(AddonOptionSummary option, KubernetesVersion target) {
        return option.getVersions() == null
                ? List.of()
                : option.getVersions().stream()
                        .filter(version -> version.getVersionNumber() != null
                                && version.getStatus() != AddonVersions.Status.Recalled
                                && VersionRange.of(version.getKubernetesVersionFilters())
                                        .includes(target))
                        .map(AddonVersions::getVersionNumber)
                        .toList();
    }
}
