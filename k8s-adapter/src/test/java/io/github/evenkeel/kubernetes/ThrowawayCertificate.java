package io.github.evenkeel.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for 127.0.0.1 that signs itself, made by the JDK's keytool for one test and worth nothing after it. */
final class ThrowawayCertificate {
    private static final String ALIAS = "webhook";
    private static final String PASSWORD = "throwaway";

    private final KeyStore store;

    private ThrowawayCertificate(KeyStore store) {
        this.store = store;
    }

    static ThrowawayCertificate make() {
        try {
            Path directory = Files.createTempDirectory("evenkeel-webhook");
            Path file = directory.resolve("webhook.p12");
            try {
                keytool(file);
                try (InputStream stream = Files.newInputStream(file)) {
                    KeyStore store = KeyStore.getInstance("PKCS12");
                    store.load(stream, PASSWORD.toCharArray());
                    return new ThrowawayCertificate(store);
                }
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No certificate for a webhook", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No certificate for a webhook", e);
        }
    }

    /** The certificate as PEM, in Base64 once more, as a webhook's {@code caBundle} takes it. */
    String bundle() {
        try {
            Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + lines.encodeToString(store.getCertificate(ALIAS).getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server needs to present it. */
    SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-ext",
                        "BC=ca:true",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool made no certificate: " + said);
        }
    }
}
