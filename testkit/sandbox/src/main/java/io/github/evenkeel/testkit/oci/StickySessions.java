package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Immutable session persistence of a backend set.
 *
 * @param kind what sets the cookie
 * @param cookieName of the application's cookie, or of the balancer's own
 * @param disableFallback whether requests of a client fail once its backend gets no traffic any more
 */
public record StickySessions(Kind kind, String cookieName, boolean disableFallback) {
    /** The balancer's own cookie, by its default name. */
    public static final String ROUTE = "X-Oracle-BMC-LBS-Route";

    private static final String APPLICATION = "sessionPersistenceConfiguration";
    private static final String BALANCER = "lbCookieSessionPersistenceConfiguration";

    /** What sets the cookie. */
    public enum Kind {
        /** A client whose answer sets that cookie is kept; the balancer adds a cookie of its own, {@link #ROUTE}. */
        APPLICATION_COOKIE,
        /** Each client is kept. */
        LOAD_BALANCER_COOKIE
    }

    /** By a cookie of the application, or by any of its cookies if the name is {@code *}. */
    public static StickySessions byCookieOfTheApplication(String name) {
        return new StickySessions(Kind.APPLICATION_COOKIE, name, false);
    }

    /** By a cookie of the balancer. */
    public static StickySessions byCookieOfTheBalancer() {
        return new StickySessions(Kind.LOAD_BALANCER_COOKIE, ROUTE, false);
    }

    /** The same, with requests that fail where their backend gets nothing any more. */
    public StickySessions withoutFallback() {
        return new StickySessions(kind, cookieName, true);
    }

    /** The cookie that tells a client's backend. */
    public String routeCookie() {
        return kind == Kind.LOAD_BALANCER_COOKIE ? cookieName : ROUTE;
    }

    /** As a backend set has it on the wire. */
    Map<String, Object> settings() {
        Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
        configuration.put("cookieName", cookieName);
        configuration.put("disableFallback", disableFallback);
        return Map.of(kind == Kind.APPLICATION_COOKIE ? APPLICATION : BALANCER, configuration);
    }

    static Optional<StickySessions> read(Map<String, Object> settings) {
        return read(settings.get(APPLICATION), Kind.APPLICATION_COOKIE)
                .or(() -> read(settings.get(BALANCER), Kind.LOAD_BALANCER_COOKIE));
    }

    private static Optional<StickySessions> read(@Nullable Object configuration, Kind kind) {
        if (!(configuration instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        Object name = fields.get("cookieName");
        return Optional.of(new StickySessions(
                kind,
                name == null ? ROUTE : name.toString(),
                Boolean.parseBoolean(String.valueOf(fields.get("disableFallback")))));
    }
}
