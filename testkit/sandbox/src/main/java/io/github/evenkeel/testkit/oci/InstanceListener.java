package io.github.evenkeel.testkit.oci;

/** Told of machines as the emulated Container Engine makes and ends them. Must return at once. */
public interface InstanceListener {
    /** The machine has power from now on. */
    void launched(Instance instance);

    /** The machine is gone, with all that ran on it. */
    void terminated(Instance instance);
}
