package io.github.evenkeel.testkit.oci;

/**
 * Immutable description of a machine of a node pool.
 *
 * @param id its OCID
 * @param name what the service calls it
 * @param nodePoolId OCID of its node pool
 * @param compartmentId OCID of its compartment
 * @param privateIp address of its primary network interface
 * @param nodeIp address by which Kubernetes and the load balancers know it; another one than {@code privateIp} if it
 *     has a second network interface
 * @param availabilityDomain such as {@code Uocm:US-ASHBURN-AD-1}
 * @param faultDomain such as {@code FAULT-DOMAIN-1}
 * @param kubernetesVersion such as {@code v1.31.1}
 */
public record Instance(
        String id,
        String name,
        String nodePoolId,
        String compartmentId,
        String privateIp,
        String nodeIp,
        String availabilityDomain,
        String faultDomain,
        String kubernetesVersion) {
    /** A machine with one network interface. */
    public Instance(
            String id,
            String name,
            String nodePoolId,
            String compartmentId,
            String privateIp,
            String availabilityDomain,
            String faultDomain,
            String kubernetesVersion) {
        this(
                id,
                name,
                nodePoolId,
                compartmentId,
                privateIp,
                privateIp,
                availabilityDomain,
                faultDomain,
                kubernetesVersion);
    }
}
