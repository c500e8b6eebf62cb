package org.znn.driver.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.znn.common.diagnostic.UserErrorException;

/** The file that holds the secret of a cluster, which nobody but its owner may read. */
final class SecretFile {

    private static final int MIN_LENGTH = 16;
    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {
    }

    /**
     * Returns the secret.
     *
     * @throws UserErrorException if the file cannot be read, is accessible to others or holds no secret
     */
    static String read(String name) {
        Path file = Path.of(name);
        String secret;
        try {
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null && !OWNER.containsAll(posix.readAttributes().permissions())) {
                throw error(name, "others than its owner may read or write it, so it is no secret",
                        "run: chmod 600 " + name + ", and start the cluster again with a new secret");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw error(name, "it is too long for a secret", "name the file 'secret' of submit/cluster");
            }
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw error(name, "it cannot be read", "name a file that you can read, or unset "
                    + SparkSecurity.SECRET_FILE_VARIABLE);
        }
        if (secret.length() < MIN_LENGTH) {
            throw error(name, "it holds no secret of at least " + MIN_LENGTH + " characters",
                    "name the file 'secret' of submit/cluster");
        }
        return secret;
    }

    private static UserErrorException error(String name, String message, String remedy) {
        return new UserErrorException(SparkSecurity.SECRET_FILE_VARIABLE + "=" + name, message, remedy);
    }
}
