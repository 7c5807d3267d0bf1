package io.github.evenkeel.spring;

import com.oracle.bmc.auth.AbstractAuthenticationDetailsProvider;
import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.evenkeel.UpgradeListener;
import io.github.evenkeel.UpgradePlan;
import io.github.evenkeel.kubernetes.ConfigMapJournal;
import io.github.evenkeel.kubernetes.KubernetesWorkloads;
import io.github.evenkeel.kubernetes.LeaseLock;
import io.github.evenkeel.oci.OciConnection;
import io.github.evenkeel.oci.OciCredentials;
import io.github.evenkeel.oci.OciLoadBalancer;
import io.github.evenkeel.oci.OciServiceLoadBalancers;
import io.github.evenkeel.oci.OkeCluster;
import io.github.evenkeel.spi.AvailabilityProbe;
import io.github.evenkeel.spi.Gate;
import io.github.evenkeel.spi.LoadBalancer;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Makes the clients that the application does not have, a plan of the properties and of the application's beans, and a
 * {@link UpgradeRunner}, if {@code evenkeel.cluster} is set.
 */
@AutoConfiguration
@ConditionalOnProperty("evenkeel.cluster")
@EnableConfigurationProperties(EvenkeelProperties.class)
public class EvenkeelAutoConfiguration {
    /** The connection to OCI, with credentials that are a bean of the application, else those of the properties. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    OciConnection evenkeelOciConnection(
            EvenkeelProperties properties, ObjectProvider<AbstractAuthenticationDetailsProvider> credentials) {
        OciProperties oci = properties.getOci();
        OciConnection connection = OciConnection.of(credentials.getIfAvailable(() -> credentials(oci)));
        if (oci.getRegion() != null) {
            connection = connection.withRegion(oci.getRegion());
        }
        return oci.getEndpoint() == null ? connection : connection.withEndpoint(oci.getEndpoint());
    }

    private static AbstractAuthenticationDetailsProvider credentials(OciProperties oci) {
        return switch (oci.getCredentials()) {
            case CONFIG_FILE -> OciCredentials.ofConfigFile(oci.getConfigFile(), oci.getProfile());
            case INSTANCE_PRINCIPAL -> OciCredentials.ofInstancePrincipal();
            case WORKLOAD_IDENTITY -> OciCredentials.ofWorkloadIdentity();
        };
    }

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    ContainerEngine evenkeelContainerEngine(OciConnection connection) {
        return connection.newContainerEngine();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    com.oracle.bmc.loadbalancer.LoadBalancer evenkeelLoadBalancerClient(OciConnection connection) {
        return connection.newLoadBalancer();
    }

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    NetworkLoadBalancer evenkeelNetworkLoadBalancerClient(OciConnection connection) {
        return connection.newNetworkLoadBalancer();
    }

    /** By the configuration that fabric8's client finds: a kubeconfig, or the service account of the pod. */
    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    KubernetesClient evenkeelKubernetesClient() {
        return new KubernetesClientBuilder().build();
    }

    @Bean
    @ConditionalOnMissingBean
    OkeCluster evenkeelCluster(EvenkeelProperties properties, ContainerEngine client) {
        return OkeCluster.of(client, Objects.requireNonNull(properties.getCluster(), "evenkeel.cluster"));
    }

    /** The plan, with probes, gates and listeners that are beans, and with what the customizers add. */
    @Bean
    @ConditionalOnMissingBean
    UpgradePlan evenkeelUpgradePlan(
            EvenkeelProperties properties,
            OkeCluster cluster,
            KubernetesClient kubernetes,
            ObjectProvider<com.oracle.bmc.loadbalancer.LoadBalancer> client,
            ObjectProvider<NetworkLoadBalancer> networkClient,
            ObjectProvider<LoadBalancer> balancers,
            ObjectProvider<AvailabilityProbe> probes,
            ObjectProvider<Gate> gates,
            ObjectProvider<UpgradeListener> listeners,
            ObjectProvider<UpgradePlanCustomizer> customizers) {
        ConfiguredPlan configured = new ConfiguredPlan(properties);
        UpgradePlan plan = configured.appliedTo(configured.begin(
                UpgradePlan.forCluster(cluster, KubernetesWorkloads.of(kubernetes)),
                id -> OciLoadBalancer.ofAnyKind(client.getObject(), networkClient.getObject(), id),
                balancers.orderedStream().toList(),
                () -> OciServiceLoadBalancers.of(client.getObject(), cluster)
                        .withNetworkLoadBalancers(networkClient.getObject())));
        RecordsProperties records = properties.getRecords();
        if (records.isEnabled()) {
            plan = plan.withJournal(ConfigMapJournal.of(kubernetes, records.getNamespace(), records.getName()))
                    .withLock(LeaseLock.of(kubernetes, records.getNamespace(), records.getName()));
        }
        plan = with(plan, probes, UpgradePlan::withProbe);
        plan = with(plan, gates, UpgradePlan::withGate);
        plan = with(plan, listeners, UpgradePlan::withListener);
        return with(plan, customizers, (changed, customizer) -> customizer.customize(changed));
    }

    private static <T> UpgradePlan with(
            UpgradePlan plan, ObjectProvider<T> beans, BiFunction<UpgradePlan, T, UpgradePlan> adding) {
        UpgradePlan changed = plan;
        for (T bean : beans.orderedStream().toList()) {
            changed = adding.apply(changed, bean);
        }
        return changed;
    }

    @Bean
    @ConditionalOnMissingBean
    UpgradeRunner evenkeelUpgradeRunner(UpgradePlan plan, EvenkeelProperties properties) {
        return new UpgradeRunner(plan, properties.getAtShutdown());
    }
}
