package io.github.evenkeel.oci;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.AbstractAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.auth.InstancePrincipalsAuthenticationDetailsProvider;
import com.oracle.bmc.auth.okeworkloadidentity.OkeWorkloadIdentityAuthenticationDetailsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Credentials for OCI, from where a process finds them. */
public final class OciCredentials {
    private static final String WORKLOAD_IDENTITY = "com.oracle.oci.sdk:oci-java-sdk-addons-oke-workload-identity";

    private OciCredentials() {}

    /**
     * Reads the key of a user from a configuration file of OCI's tools.
     *
     * @param file its path, such as {@code ~/.oci/config}
     * @param profile such as {@code DEFAULT}
     * @throws UncheckedIOException if the file, or the key that it names, can't be read
     */
    public static AbstractAuthenticationDetailsProvider ofConfigFile(String file, String profile) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(profile, "profile");
        try {
            return new ConfigFileAuthenticationDetailsProvider(ConfigFileReader.parse(file, profile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gets the credentials of the compute instance on which the process runs: of a node, for a pod on it. Calls the
     * instance's metadata service.
     */
    public static AbstractAuthenticationDetailsProvider ofInstancePrincipal() {
        return InstancePrincipalsAuthenticationDetailsProvider.builder().build();
    }

    /**
     * Gets the credentials of the service account of the pod in which the process runs, on an enhanced cluster.
     *
     * <p>Needs the artifact {@code com.oracle.oci.sdk:oci-java-sdk-addons-oke-workload-identity} in the version of
     * {@code oci-java-sdk-common}. The SDK wants the variables {@code OCI_RESOURCE_PRINCIPAL_VERSION} and
     * {@code OCI_RESOURCE_PRINCIPAL_REGION} in the pod.
     *
     * @throws IllegalStateException if that artifact is missing
     * @see <a
     *     href="https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contenggrantingworkloadaccesstoresources.htm">Granting
     *     Workloads Access to OCI Resources</a>
     */
    public static AbstractAuthenticationDetailsProvider ofWorkloadIdentity() {
        try {
            return WorkloadIdentity.credentials();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("workload identity needs " + WORKLOAD_IDENTITY + "; add it", e);
        }
    }

    /** In a class of its own, as the artifact may be missing. */
    private static final class WorkloadIdentity {
        static AbstractAuthenticationDetailsProvider credentials() {
            return OkeWorkloadIdentityAuthenticationDetailsProvider.builder().build();
        }
    }
}
