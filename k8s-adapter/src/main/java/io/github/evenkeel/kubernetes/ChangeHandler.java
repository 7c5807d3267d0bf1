package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Tells of each change, whatever it is. */
final class ChangeHandler<T> implements ResourceEventHandler<T> {
    private final Runnable onChange;

    ChangeHandler(Runnable onChange) {
        this.onChange = onChange;
    }

    @Override
    public void onAdd(T item) {
        onChange.run();
    }

    @Override
    public void onUpdate(T before, T after) {
        onChange.run();
    }

    @Override
    public void onDelete(T item, boolean finalStateUnknown) {
        onChange.run();
    }
}
