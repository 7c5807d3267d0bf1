package io.github.evenkeel.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/** Properties {@code evenkeel.*}; {@code docs/spring.md} lists them. */
@ConfigurationProperties("evenkeel")
public class EvenkeelProperties {
    private @Nullable String cluster;
    private @Nullable String version;
    private List<String> loadBalancers = new ArrayList<>();
    private boolean serviceLoadBalancers;
    private boolean withoutLoadBalancer;
    private List<String> nodePools = new ArrayList<>();
    private List<String> probes = new ArrayList<>();
    private @Nullable String maxUnavailable;
    private @Nullable String maxSurge;
    private @Nullable Duration timeout;
    private @Nullable AtShutdown atShutdown;

    @NestedConfigurationProperty
    private OciProperties oci = new OciProperties();

    @NestedConfigurationProperty
    private RecordsProperties records = new RecordsProperties();

    @NestedConfigurationProperty
    private TimingProperties timing = new TimingProperties();

    /** What becomes of a roll that is running when the application ends. */
    public enum AtShutdown {
        /** It is cancelled, and the application waits for its end. */
        CANCEL,
        /** It is left where it is, for another process that recovers it. */
        LEAVE
    }

    /** OCID of the cluster; without it the starter makes no beans. */
    public @Nullable String getCluster() {
        return cluster;
    }

    public void setCluster(@Nullable String cluster) {
        this.cluster = cluster;
    }

    /** Version to upgrade to; without it the nodes are rolled that are behind their pool. */
    public @Nullable String getVersion() {
        return version;
    }

    public void setVersion(@Nullable String version) {
        this.version = version;
    }

    /** OCIDs of load balancers and network load balancers in front of the nodes. */
    public List<String> getLoadBalancers() {
        return loadBalancers;
    }

    public void setLoadBalancers(List<String> loadBalancers) {
        this.loadBalancers = loadBalancers;
    }

    /** Whether the load balancers of Services are found. */
    public boolean isServiceLoadBalancers() {
        return serviceLoadBalancers;
    }

    public void setServiceLoadBalancers(boolean serviceLoadBalancers) {
        this.serviceLoadBalancers = serviceLoadBalancers;
    }

    /** Whether the plan has no load balancer. */
    public boolean isWithoutLoadBalancer() {
        return withoutLoadBalancer;
    }

    public void setWithoutLoadBalancer(boolean withoutLoadBalancer) {
        this.withoutLoadBalancer = withoutLoadBalancer;
    }

    /** OCIDs of the only node pools to roll; without any, all pools in the cluster's compartment. */
    public List<String> getNodePools() {
        return nodePools;
    }

    public void setNodePools(List<String> nodePools) {
        this.nodePools = nodePools;
    }

    /** Addresses of applications that have to stay available. */
    public List<String> getProbes() {
        return probes;
    }

    public void setProbes(List<String> probes) {
        this.probes = probes;
    }

    /** How many nodes may be unavailable at once: a number or a percentage. */
    public @Nullable String getMaxUnavailable() {
        return maxUnavailable;
    }

    public void setMaxUnavailable(@Nullable String maxUnavailable) {
        this.maxUnavailable = maxUnavailable;
    }

    /** How many nodes are added at once: a number or a percentage. */
    public @Nullable String getMaxSurge() {
        return maxSurge;
    }

    public void setMaxSurge(@Nullable String maxSurge) {
        this.maxSurge = maxSurge;
    }

    /** Limit for the whole roll. */
    public @Nullable Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    /** What becomes of a running roll when the application ends; by default LEAVE with records, else CANCEL. */
    public AtShutdown getAtShutdown() {
        if (atShutdown == null) {
            return records.isEnabled() ? AtShutdown.LEAVE : AtShutdown.CANCEL;
        }
        return atShutdown;
    }

    public void setAtShutdown(@Nullable AtShutdown atShutdown) {
        this.atShutdown = atShutdown;
    }

    public OciProperties getOci() {
        return oci;
    }

    public void setOci(OciProperties oci) {
        this.oci = oci;
    }

    public RecordsProperties getRecords() {
        return records;
    }

    public void setRecords(RecordsProperties records) {
        this.records = records;
    }

    public TimingProperties getTiming() {
        return timing;
    }

    public void setTiming(TimingProperties timing) {
        this.timing = timing;
    }
}
