package io.github.evenkeel.testkit;

import com.oracle.bmc.http.client.HttpProvider;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.ServiceLoader;

/** The HTTP implementations of the clients, which the users of a sandbox bring. */
final class HttpImplementations {
    private HttpImplementations() {}

    /** @throws IllegalStateException if one is missing, with the artifact to add */
    static void check(ClassLoader classPath) {
        check(
                ServiceLoader.load(HttpProvider.class, classPath),
                "The clients of the OCI SDK have",
                "com.oracle.oci.sdk:oci-java-sdk-common-httpclient-jersey3");
        check(
                ServiceLoader.load(HttpClient.Factory.class, classPath),
                "The fabric8 client has",
                "one of io.fabric8:kubernetes-httpclient-jdk, -okhttp or -vertx");
    }

    private static void check(ServiceLoader<?> found, String client, String artifact) {
        if (found.stream().findAny().isEmpty()) {
            throw new IllegalStateException(
                    client + " no HTTP implementation on the class path of this test; add " + artifact);
        }
    }
}
