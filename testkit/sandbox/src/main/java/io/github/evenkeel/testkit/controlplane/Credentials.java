package io.github.evenkeel.testkit.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Immutable tokens and keys, generated for one run and worthless after it. */
final class Credentials {
    static final String ADMINISTRATOR = "administrator";
    static final String CONTROLLER_MANAGER = "system:kube-controller-manager";
    static final String SCHEDULER = "system:kube-scheduler";

    private final Map<String, String> tokens = List.of(ADMINISTRATOR, CONTROLLER_MANAGER, SCHEDULER).stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), user -> UUID.randomUUID().toString()));
    private final Path directory;

    private Credentials(Path directory) {
        this.directory = directory;
    }

    /** Makes credentials, in files of that directory. */
    static Credentials in(Path directory) throws IOException {
        Credentials credentials = new Credentials(directory);
        Files.write(
                credentials.tokenFile(),
                credentials.tokens.entrySet().stream()
                        .map(entry ->
                                entry.getValue() + "," + entry.getKey() + "," + entry.getKey() + ",system:masters")
                        .toList());
        KeyPair keys = keys();
        pem(credentials.signingKey(), "PRIVATE KEY", keys.getPrivate());
        pem(credentials.verifyingKey(), "PUBLIC KEY", keys.getPublic());
        return credentials;
    }

    /** The token of one of the users named here, all of whom may do everything. */
    String token(String user) {
        String token = tokens.get(user);
        if (token == null) {
            throw new IllegalArgumentException("No token was made for " + user);
        }
        return token;
    }

    Path tokenFile() {
        return directory.resolve("tokens.csv");
    }

    /** Signs the tokens of service accounts. */
    Path signingKey() {
        return directory.resolve("service-accounts.key");
    }

    Path verifyingKey() {
        return directory.resolve("service-accounts.pub");
    }

    /** What the API server presents; it makes the files itself. */
    Path serverCertificates() {
        return directory.resolve("certificates");
    }

    /** Signs what the API server presents. */
    Path serverAuthority() {
        return serverCertificates().resolve("apiserver.crt");
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM makes no EC keys", e);
        }
    }

    private static void pem(Path file, String kind, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        try {
            Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file, e);
        }
    }
}
