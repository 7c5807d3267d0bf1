package io.github.evenkeel.testkit.oci;

/**
 * A machine that the emulated Container Engine made for a node pool.
 *
 * @param id its OCID
 * @param name what the service calls it
 * @param nodePoolId OCID of its node pool
 * @param compartmentId OCID of its compartment
 * @param privateIp address in the emulated network
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
        String availabilityDomain,
        String faultDomain,
        String kubernetesVersion) {}
