package io.github.evenkeel.cli;

/** Kinds of credentials for OCI, as the command line names them. */
final class CredentialsNames extends OneOf {
    static final String CONFIG_FILE = "config-file";
    static final String INSTANCE_PRINCIPAL = "instance-principal";
    static final String WORKLOAD_IDENTITY = "workload-identity";

    CredentialsNames() {
        super(CONFIG_FILE, INSTANCE_PRINCIPAL, WORKLOAD_IDENTITY);
    }
}
