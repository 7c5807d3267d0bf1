package io.github.evenkeel.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Paged read of a list. At most one page is in memory as objects, about 50 KB for a pod, and two as text: the next page
 * is fetched while one is mapped.
 *
 * <p>All pages show the state of one moment. The server discards that state after some minutes, and then the read
 * starts anew.
 *
 * @param permission that it needs
 * @param object which objects, for messages; empty for all of a kind
 * @param path of the collection
 * @param selector field or label selector as a query, empty if none
 * @param type of a page
 * @param <T> type of an item
 * @param <L> type of a page
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks">
 *     Retrieving large results sets in chunks</a>
 */
record Listing<T extends HasMetadata, L extends KubernetesResourceList<T>>(
        Permission permission, String object, String path, String selector, Class<L> type) {
    static final int PAGE = 500;
    private static final int ATTEMPTS = 3;
    private static final int GONE = 410;

    static <T extends HasMetadata, L extends KubernetesResourceList<T>> Listing<T, L> of(
            Permission permission, String path, Class<L> type) {
        return new Listing<>(permission, "", path, "", type);
    }

    /** Returns a listing of the objects that match a field or a label selector. */
    Listing<T, L> where(String about, String kind, String condition) {
        return new Listing<>(permission, about, path, kind + "=" + ApiCall.encoded(condition) + "&", type);
    }

    /** Returns a listing of the objects of one namespace. */
    Listing<T, L> in(String namespace) {
        int kind = path.lastIndexOf('/');
        return new Listing<>(
                permission,
                "in namespace " + namespace,
                path.substring(0, kind) + "/namespaces/" + ApiCall.encoded(namespace) + path.substring(kind),
                selector,
                type);
    }

    /** Reads all pages, and maps each object at once. */
    <R> List<R> read(ApiServer server, Function<T, Stream<R>> reduction) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<R> all = tryToRead(server, reduction);
            if (all != null) {
                return all;
            }
        }
        throw ServiceException.of(
                ServiceException.Outcome.UNAVAILABLE,
                permission.toString(),
                "the list expired on the server before it was read, " + ATTEMPTS + " times");
    }

    /** Null if the list expired on the server half way. */
    private <R> @Nullable List<R> tryToRead(ApiServer server, Function<T, Stream<R>> reduction) {
        List<R> all = new ArrayList<>();
        SentCall sent = server.start(page(""));
        try {
            ApiAnswer answer = sent.await();
            for (String next = answer.continuation(); !next.isEmpty(); next = answer.continuation()) {
                sent = server.start(page(next)); // the server works on it while this one is mapped
                reduce(answer, reduction, all);
                answer = sent.await();
                if (answer.code() == GONE) {
                    return null;
                }
            }
            reduce(answer, reduction, all);
            return all;
        } finally {
            sent.cancel();
        }
    }

    private ApiCall page(String continuation) {
        return ApiCall.read(
                permission,
                object,
                path + "?" + selector + "limit=" + PAGE
                        + (continuation.isEmpty() ? "" : "&continue=" + ApiCall.encoded(continuation)));
    }

    private <R> void reduce(ApiAnswer page, Function<T, Stream<R>> reduction, List<R> all) {
        page.as(type).getItems().stream().flatMap(reduction).forEach(all::add);
    }
}
