package io.github.evenkeel.testkit.controlplane;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** Deletes what tests have created in a cluster. */
final class Leftovers {
    /** What makes others comes before what it makes. */
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            PodDisruptionBudget.class,
            Deployment.class,
            StatefulSet.class,
            DaemonSet.class,
            Job.class,
            ReplicaSet.class,
            Service.class,
            ResourceQuota.class,
            ConfigMap.class,
            Lease.class,
            Pod.class,
            VolumeAttachment.class,
            PersistentVolumeClaim.class,
            PersistentVolume.class,
            Node.class,
            Namespace.class);

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String NO_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

    private final KubernetesClient administrator;

    Leftovers(KubernetesClient administrator) {
        this.administrator = administrator;
    }

    /** Deletes what there is; false if there was something, whose end may take a moment. */
    boolean areGone() {
        boolean gone = true;
        for (Class<? extends HasMetadata> kind : KINDS) {
            for (HasMetadata object :
                    administrator.resources(kind).inAnyNamespace().list().getItems()) {
                if (!belongsToTheCluster(object)) {
                    delete(object);
                    gone = false;
                }
            }
        }
        return gone;
    }

    private void delete(HasMetadata object) {
        try {
            if (!object.getMetadata().getFinalizers().isEmpty()) {
                administrator.resource(object).patch(MERGE, NO_FINALIZERS);
            }
            administrator
                    .resource(object)
                    .withGracePeriod(0)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
        } catch (KubernetesClientException e) {
            // 404: it went in between. 409: a namespace that is on its way out.
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
        }
    }

    private static boolean belongsToTheCluster(HasMetadata object) {
        String name = object.getMetadata().getName();
        if (object instanceof Namespace) {
            return name.equals("default") || name.startsWith("kube-");
        }
        if (object instanceof ConfigMap || object instanceof Lease) {
            return object.getMetadata().getNamespace().startsWith("kube-");
        }
        return object instanceof Service && name.equals("kubernetes");
    }
}
