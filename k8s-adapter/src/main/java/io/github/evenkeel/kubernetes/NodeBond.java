package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what binds the pods of a template to their node. */
final class NodeBond {
    private NodeBond() {}

    static boolean hasClaims(Deployment deployment) {
        PodSpec spec = deployment.getSpec().getTemplate().getSpec();
        return spec != null && spec.getVolumes().stream().anyMatch(volume -> volume.getPersistentVolumeClaim() != null);
    }

    /**
     * The bonds, readable. A volume that is made for each pod binds none.
     *
     * @param sharedClaims namespace and name of the claims that pods of several nodes can use at once
     */
    static List<String> of(String namespace, PodSpec spec, Set<String> sharedClaims) {
        List<String> bonds = new ArrayList<>();
        if (Boolean.TRUE.equals(spec.getHostNetwork())) {
            bonds.add("the network of the node (hostNetwork)");
        } else {
            for (Container container : spec.getContainers()) {
                for (ContainerPort port : container.getPorts()) {
                    if (port.getHostPort() != null && port.getHostPort() > 0) {
                        bonds.add("host port " + port.getHostPort());
                    }
                }
            }
        }
        for (Volume volume : spec.getVolumes()) {
            if (volume.getHostPath() != null) {
                bonds.add("path " + volume.getHostPath().getPath() + " of the node");
            } else if (volume.getPersistentVolumeClaim() != null) {
                String claim = volume.getPersistentVolumeClaim().getClaimName();
                if (!sharedClaims.contains(namespace + "/" + claim)) {
                    bonds.add("volume claim " + claim + ", which is not ReadWriteMany");
                }
            }
        }
        return bonds;
    }
}
