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
 * A list read page by page; no more than one page is held in the API's form, which takes some 50 KB for a pod, and two
 * as text: the next is fetched while one is reduced.
 *
 * <p>A list is of one moment. The server forgets that moment after some minutes, and then the list begins anew.
 *
 * @param permission that it needs
 * @param object what the list is about, for messages; empty if it is all of a kind
 * @param path of the collection
 * @param selector field or label selector as a query, empty if none
 * @param type of a page
 * @param <T> what is listed
 * @param <L> a page of it
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

    /** The same, of those alone that have a field's or a label's value. */
    Listing<T, L> where(String about, String kind, String condition) {
        return new Listing<>(permission, about, path, kind + "=" + ApiCall.encoded(condition) + "&", type);
    }

    /** Reads all pages, and reduces each object at once. */
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
                "the server forgot the list before it was read, " + ATTEMPTS + " times");
    }

    /** Null if the server forgot the list half way. */
    private <R> @Nullable List<R> tryToRead(ApiServer server, Function<T, Stream<R>> reduction) {
        List<R> all = new ArrayList<>();
        SentCall sent = server.start(page(""));
        try {
            ApiAnswer answer = sent.await();
            for (String next = answer.continuation(); !next.isEmpty(); next = answer.continuation()) {
                sent = server.start(page(next)); // the server makes it while this one is reduced
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
