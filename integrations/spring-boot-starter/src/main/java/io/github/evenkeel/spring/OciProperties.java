package io.github.evenkeel.spring;

import org.jspecify.annotations.Nullable;

/** Properties {@code evenkeel.oci.*}: the connection to OCI, for clients that the application does not have. */
public class OciProperties {
    private Credentials credentials = Credentials.CONFIG_FILE;
    private String configFile = "~/.oci/config";
    private String profile = "DEFAULT";
    private @Nullable String region;
    private @Nullable String endpoint;

    /** Where the credentials come from. */
    public enum Credentials {
        /** The key of a user, from a configuration file. */
        CONFIG_FILE,
        /** The compute instance. */
        INSTANCE_PRINCIPAL,
        /** The service account of the pod. */
        WORKLOAD_IDENTITY
    }

    /** Where the credentials come from. */
    public Credentials getCredentials() {
        return credentials;
    }

    public void setCredentials(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Path of the configuration file. */
    public String getConfigFile() {
        return configFile;
    }

    public void setConfigFile(String configFile) {
        this.configFile = configFile;
    }

    /** Profile of that file. */
    public String getProfile() {
        return profile;
    }

    public void setProfile(String profile) {
        this.profile = profile;
    }

    /** Another region than that of the credentials. */
    public @Nullable String getRegion() {
        return region;
    }

    public void setRegion(@Nullable String region) {
        this.region = region;
    }

    /** One address for all services, in place of those of the region. */
    public @Nullable String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }
}
