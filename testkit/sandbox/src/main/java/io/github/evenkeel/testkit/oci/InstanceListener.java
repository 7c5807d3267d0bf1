package io.github.evenkeel.testkit.oci;

/** Listener for machines that the emulated Container Engine creates and terminates. Must return at once. */
public interface InstanceListener {
    /** The machine has power from now on. */
    void launched(Instance instance);

    /** The machine is gone, with all that ran on it. */
    void terminated(Instance instance);
}
