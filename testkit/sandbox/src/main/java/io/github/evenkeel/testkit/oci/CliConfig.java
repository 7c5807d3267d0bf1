package io.github.evenkeel.testkit.oci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes OCI's configuration file, see <a href="https://docs.oracle.com/iaas/Content/API/Concepts/sdkconfig.htm">SDK
 * and CLI Configuration File</a>.
 */
final class CliConfig {
    private CliConfig() {}

    static Path write(OciEmulator emulator, Path directory) {
        Path key = directory.resolve("key.pem").toAbsolutePath();
        Path config = directory.resolve("config").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            // The last line tells the oci tool that the key is meant for it.
            writeForOwner(key, ThrowawayKey.pem().strip() + "\nOCI_API_KEY\n");
            writeForOwner(
                    config,
                    String.join(
                            "\n",
                            "[DEFAULT]",
                            "user=" + emulator.userId(),
                            "fingerprint=" + ThrowawayKey.fingerprint(),
                            "tenancy=" + emulator.tenancyId(),
                            "region=us-ashburn-1",
                            "key_file=" + key,
                            ""));
        } catch (IOException failed) {
            throw new UncheckedIOException("could not write the configuration of the oci tool to " + directory, failed);
        }
        return config;
    }

    private static void writeForOwner(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }
}
