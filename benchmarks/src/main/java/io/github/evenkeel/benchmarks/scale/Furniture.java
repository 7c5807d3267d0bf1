package io.github.evenkeel.benchmarks.scale;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a cluster holds besides nodes and pods, as JSON; as much of it however many nodes there are. */
final class Furniture {
    /** Of each kind: fits into one page of a list, which holds 500. */
    private static final int OBJECTS = 200;

    private Furniture() {}

    /** A DaemonSet for nodes of a kind that is not there: no kubelet would start its pods. */
    static String daemonSet() {
        return """
                {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"namespace":"kube-system","name":"kube-proxy"},
                 "spec":{"selector":{"matchLabels":{"app":"kube-proxy"}},
                   "template":{"metadata":{"labels":{"app":"kube-proxy"}},
                     "spec":{"nodeSelector":{"example.com/kind":"gpu"},
                     "containers":[{"name":"kube-proxy","image":"example/kube-proxy:1"}]}}}}""";
    }

    /** Of applications without a pod, so that no eviction is refused: how often one is, chance would decide. */
    static Stream<String> budgets() {
        return each(
                """
                {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"namespace":"default","name":"shop-%1$d"},
                 "spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"shop-%1$d"}}}}""");
    }

    static Stream<String> services() {
        return each(
                """
                {"apiVersion":"v1","kind":"Service","metadata":{"namespace":"default","name":"shop-%1$d"},
                 "spec":{"type":"ClusterIP","selector":{"app":"shop-%1$d"},"ports":[{"port":80,"targetPort":8080}]}}""");
    }

    static Stream<String> volumes() {
        return each(
                """
                {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"volume-%1$d"},
                 "spec":{"capacity":{"storage":"50Gi"},"accessModes":["ReadWriteOnce"],
                   "csi":{"driver":"blockvolume.csi.oraclecloud.com","volumeHandle":"ocid1.volume.oc1.iad.%1$d"},
                   "claimRef":{"namespace":"default","name":"claim-%1$d"}},
                 "status":{"phase":"Bound"}}""");
    }

    /** Attached to a node that is not drained, as the cluster has no attacher to detach them. */
    static Stream<String> attachments(String node) {
        return each(
                """
                {"apiVersion":"storage.k8s.io/v1","kind":"VolumeAttachment","metadata":{"name":"attachment-%1$d"},
                 "spec":{"attacher":"blockvolume.csi.oraclecloud.com","nodeName":"NODE",
                   "source":{"persistentVolumeName":"volume-%1$d"}},
                 "status":{"attached":true}}"""
                        .replace("NODE", node));
    }

    private static Stream<String> each(String text) {
        return IntStream.range(0, OBJECTS).mapToObj(text::formatted);
    }
}
