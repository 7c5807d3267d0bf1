package io.github.evenkeel.testkit.kubernetes;

import io.github.evenkeel.testkit.kubernetes.store.StatusException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Users by their tokens. A request without credentials, as kubectl sends over plain HTTP, is the administrator's.
 * Thread-safe.
 */
final class Users {
    static final String ADMINISTRATOR = "administrator";

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> users = new ConcurrentHashMap<>();

    /** The bearer token of a user, who is new the first time. */
    String token(String user) {
        return tokens.computeIfAbsent(user, name -> {
            String token = UUID.randomUUID().toString();
            users.put(token, name);
            return token;
        });
    }

    /** @throws StatusException 401 if the token is unknown */
    String identify(@Nullable String authorization) {
        if (authorization == null) {
            return ADMINISTRATOR;
        }
        String user = authorization.startsWith("Bearer ") ? users.get(authorization.substring(7)) : null;
        if (user == null) {
            throw StatusException.of(401, "Unauthorized", "Unauthorized");
        }
        return user;
    }
}
