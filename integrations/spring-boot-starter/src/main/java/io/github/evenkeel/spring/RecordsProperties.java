package io.github.evenkeel.spring;

/** Properties {@code evenkeel.records.*}: journal and lock in the cluster. */
public class RecordsProperties {
    private boolean enabled;
    private String namespace = "kube-system";
    private String name = "evenkeel";

    /** Whether the plan has a journal, in a ConfigMap, and a lock, in a Lease. */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Namespace of both. */
    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String namespace) {
        this.namespace = namespace;
    }

    /** Name of both. */
    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
