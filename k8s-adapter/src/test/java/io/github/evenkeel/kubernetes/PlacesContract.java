package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.evenkeel.spi.ClusterNode;
import io.github.evenkeel.spi.PoolNode;
import io.github.evenkeel.spi.ServiceAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which node an instance is, and where Services and DaemonSets are, whichever the API server. */
@Timeout(120)
abstract class PlacesContract<S extends Server> {
    final S server;
    final ServedWorkloads served;

    PlacesContract(S server) {
        this.server = server;
        served = new ServedWorkloads(server);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aNodeIsFoundByItsAddressAlone() {
        joined("10.0.10.7", "ocid1.instance.oc1..seven", Map.of());
        long lists = served.calls("list nodes");

        assertThat(served.workloads.nodeOf(member("ocid1.instance.oc1..seven", "oke-7", "10.0.10.7")))
                .map(ClusterNode::name)
                .hasValue("10.0.10.7");
        assertThat(served.calls("list nodes")).isEqualTo(lists);
    }

    @Test
    void aNodeIsFoundByItsLabelAndThenAmongAll() {
        joined("worker-a", "ocid1.instance.oc1..a", Map.of("hostname", "oke-a"));
        joined("worker-b", "ocid1.instance.oc1..b", Map.of());

        assertThat(served.workloads.nodeOf(member("ocid1.instance.oc1..a", "oke-a", "10.0.10.8")))
                .map(ClusterNode::name)
                .hasValue("worker-a");
        assertThat(served.workloads.nodeOf(member("ocid1.instance.oc1..b", "not a label", "10.0.10.9")))
                .map(ClusterNode::name)
                .hasValue("worker-b");
    }

    @Test
    void aNodeOfAnotherInstanceIsNotTaken() {
        joined("10.0.10.7", "ocid1.instance.oc1..former", Map.of("hostname", "oke-7"));

        assertThat(served.workloads.nodeOf(member("ocid1.instance.oc1..next", "oke-7", "10.0.10.7")))
                .isEmpty();
        assertThat(served.workloads.nodeOf(member(null, "oke-7", "10.0.10.7"))).isEmpty();
    }

    @Test
    void aNodeThatHasNotJoinedIsSeldomLookedForAmongAll() {
        PoolNode member = member("ocid1.instance.oc1..late", "oke-late", "10.0.10.8");
        long before = served.calls("list nodes");

        for (int look = 0; look < 8; look++) {
            assertThat(served.workloads.nodeOf(member)).isEmpty();
        }
        // An audit log may lag behind. By label each time, and among all at the first look and the fifth.
        await().untilAsserted(
                        () -> assertThat(served.calls("list nodes") - before).isEqualTo(10));
        joined("named-by-hand", "ocid1.instance.oc1..late", Map.of());
        await().until(() -> served.workloads.nodeOf(member).isPresent());
        assertThat(served.workloads.nodeOf(member)).isPresent();
    }

    @Test
    void aServiceOfTypeLoadBalancerTellsItsAddresses() {
        service("web", "LoadBalancer");
        service("inner", "ClusterIP");
        service("pending", "LoadBalancer");
        served.administrator
                .services()
                .inNamespace(ServedWorkloads.NAMESPACE)
                .withName("web")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"loadBalancer\":{\"ingress\":"
                                + "[{\"ip\":\"192.0.2.1\"},{\"hostname\":\"lb.example.com\"}]}}}");

        assertThat(served.workloads.serviceAddresses())
                .extracting(ServiceAddress::namespace, ServiceAddress::name, ServiceAddress::address)
                .containsExactlyInAnyOrder(
                        tuple(ServedWorkloads.NAMESPACE, "pending", ""),
                        tuple(ServedWorkloads.NAMESPACE, "web", "192.0.2.1"),
                        tuple(ServedWorkloads.NAMESPACE, "web", "lb.example.com"));
    }

    @Test
    void aServiceOfTypeLoadBalancerTellsWhatAControllerGoesBy() {
        Service made = served.administrator
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .withName("local")
                        .addToAnnotations("oci.oraclecloud.com/node-label-selector", "pool in (web, shop)")
                        .endMetadata()
                        .withNewSpec()
                        .withType("LoadBalancer")
                        .withExternalTrafficPolicy("Local")
                        .withHealthCheckNodePort(32448)
                        .addNewPort()
                        .withPort(80)
                        .withNodePort(30080)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        assertThat(served.workloads.serviceAddresses())
                .containsExactly(ServiceAddress.builder(ServedWorkloads.NAMESPACE, "local")
                        .uid(made.getMetadata().getUid())
                        .healthCheckPort(32448)
                        .nodePorts(Map.of(80, 30080))
                        .nodeSelector("pool in (web, shop)")
                        .build());
    }

    @Test
    void aNetworkLoadBalancerHasASelectorOfItsOwn() {
        served.administrator
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .withName("stream")
                        .addToAnnotations("oci.oraclecloud.com/load-balancer-type", "NLB")
                        .addToAnnotations("oci.oraclecloud.com/node-label-selector", "pool=web")
                        .addToAnnotations(
                                "oci-network-load-balancer.oraclecloud.com/node-label-selector", "pool=stream")
                        .endMetadata()
                        .withNewSpec()
                        .withType("LoadBalancer")
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        assertThat(served.workloads.serviceAddresses()).singleElement().satisfies(service -> {
            assertThat(service.balancerType()).isEqualTo("nlb");
            assertThat(service.nodeSelector()).isEqualTo("pool=stream");
        });
    }

    @Test
    void aServiceTellsWhichImplementationItAsksFor() {
        served.administrator
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .withName("inner")
                        .endMetadata()
                        .withNewSpec()
                        .withType("LoadBalancer")
                        .withLoadBalancerClass("example.com/inner")
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        assertThat(served.workloads.serviceAddresses()).singleElement().satisfies(service -> {
            assertThat(service.loadBalancerClass()).isEqualTo("example.com/inner");
            assertThat(service.isOfProvider()).isFalse();
        });
    }

    @Test
    void aDaemonSetHasItsIdentity() {
        String uid = served.administrator
                .resource(new DaemonSetBuilder()
                        .withNewMetadata()
                        .withName("agent")
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "agent")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "agent")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("agent")
                        .withImage("agent")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create()
                .getMetadata()
                .getUid();

        assertThat(served.workloads.daemonSets()).singleElement().satisfies(set -> {
            assertThat(set.uid()).isEqualTo(uid);
            assertThat(set.namespace() + "/" + set.name()).isEqualTo("default/agent");
        });
    }

    private void joined(String name, String instance, Map<String, String> labels) {
        served.administrator
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withProviderID(instance)
                        .endSpec()
                        .build())
                .create();
    }

    private void service(String name, String type) {
        served.administrator
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(ServedWorkloads.NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withType(type)
                        .addToSelector("app", name)
                        .addNewPort()
                        .withPort(80)
                        .withTargetPort(new IntOrString(8080))
                        .endPort()
                        .endSpec()
                        .build())
                .create();
    }

    private static PoolNode member(@Nullable String instance, String name, String address) {
        return PoolNode.builder(name).instanceId(instance).privateIp(address).build();
    }
}
