package io.github.evenkeel.testkit.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.UnaryOperator;

/**
 * An object changed as {@code kubectl edit} changes it, and read and changed again when another wrote it in between.
 * fabric8's own {@code edit} sends the version that it has read and fails then; on a cluster at work a kubelet or a
 * controller writes at any time.
 */
public final class Edit {
    private static final int ATTEMPTS = 20;

    private Edit() {}

    /**
     * Changes an object.
     *
     * @param object where the object is, by its name: an object given to {@code resource(...)} is not read again
     * @param change makes the new object of the one that was read; called again after each conflict
     * @return the object as the server has it now
     * @throws KubernetesClientException if the server refuses, or if 20 attempts end in a conflict
     */
    public static <T> T of(Resource<T> object, UnaryOperator<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return object.edit(change);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
