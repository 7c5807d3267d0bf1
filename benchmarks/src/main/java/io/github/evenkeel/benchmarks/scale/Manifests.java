package io.github.evenkeel.benchmarks.scale;

import io.github.evenkeel.testkit.oci.Instance;

/** Objects of a large cluster as JSON, with as much in them as those of a real one have. */
final class Manifests {
    /** Of a kind that no server here knows: no controller makes such pods again, or takes them away. */
    private static final String OWNER =
            """
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","name":"shop",\
            "uid":"7d5a6a0e-58a4-4e1c-9d0b-0d4c6b8b2f10","controller":true,"blockOwnerDeletion":true}""";

    /** Of the first pod of each node: its drain asks for volumes too. */
    private static final String CLAIM =
            """
            {"name":"data","persistentVolumeClaim":{"claimName":"claim-0"}}""";

    /** What a deployment tool leaves on its pods, and a sidecar injector. */
    private static final String ANNOTATION = "0123456789abcdef".repeat(64);

    private Manifests() {}

    static String node(Instance machine) {
        return """
                {"apiVersion":"v1","kind":"Node",
                 "metadata":{"name":"%1$s","labels":{"kubernetes.io/hostname":"%1$s",
                   "topology.kubernetes.io/zone":"US-ASHBURN-AD-1"}},
                 "spec":{"providerID":"%2$s"},
                 "status":{
                   "allocatable":{"cpu":"5800m","memory":"14Gi","pods":"110"},
                   "addresses":[{"type":"InternalIP","address":"%1$s"},{"type":"Hostname","address":"%3$s"}],
                   "conditions":[
                     {"type":"MemoryPressure","status":"False"},{"type":"DiskPressure","status":"False"},
                     {"type":"PIDPressure","status":"False"},{"type":"Ready","status":"True"}],
                   "nodeInfo":{"kubeletVersion":"%4$s","architecture":"amd64","operatingSystem":"linux"}}}"""
                .formatted(machine.privateIp(), machine.id(), machine.name(), machine.kubernetesVersion());
    }

    static String pod(Instance machine, int number) {
        return """
                {"apiVersion":"v1","kind":"Pod",
                 "metadata":{"namespace":"default","name":"shop-%1$s-%2$d","labels":{"app":"shop","pod-template-hash":"5d9c7b7f4c"},
                   "annotations":{"example.com/applied":"%3$s"},"ownerReferences":[%4$s]},
                 "spec":{"nodeName":"%5$s","terminationGracePeriodSeconds":0,"volumes":[%6$s],
                   "containers":[{"name":"shop","image":"example/shop:1",
                     "env":[{"name":"CONFIGURATION","value":"%3$s"}],
                     "resources":{"requests":{"cpu":"100m","memory":"128Mi"}}}]},
                 "status":{"phase":"Running","podIP":"10.244.0.1","startTime":"2026-01-01T00:00:00Z",
                   "conditions":[
                     {"type":"PodScheduled","status":"True"},{"type":"Initialized","status":"True"},
                     {"type":"ContainersReady","status":"True"},{"type":"Ready","status":"True"}]}}"""
                .formatted(
                        machine.privateIp().replace('.', '-'),
                        number,
                        ANNOTATION,
                        OWNER,
                        machine.privateIp(),
                        number == 0 ? CLAIM : "");
    }
}
