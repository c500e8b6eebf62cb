package org.znn.common.volume.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local disk under the scheme {@code conditional} that behaves as an object store: a file appears when it is closed,
 * and with the option of conditional creation only if there is none.
 */
public final class ConditionalFileSystem extends RawLocalFileSystem {

    private static final String OPTION = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

    private static volatile Answer answer = Answer.HONOURS;

    /** What a server does with conditional requests. */
    enum Answer {
        HONOURS, IGNORES, IS_NOT_IMPLEMENTED, IS_LOST;

        boolean honoursConditions() {
            return this == HONOURS || this == IS_LOST;
        }
    }

    static void answer(Answer next) {
        answer = next;
    }

    @Override
    public URI getUri() {
        return URI.create("conditional:///");
    }

    @Override
    public String getScheme() {
        return "conditional";
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(OPTION) || super.hasPathCapability(path, capability);
    }

    @Override
    public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
        return new Builder(path);
    }

    private void put(Path path, byte[] bytes) throws IOException {
        if (answer == Answer.IS_NOT_IMPLEMENTED) {
            throw new AWSUnsupportedFeatureException();
        }
        java.nio.file.Path file = pathToFile(path).toPath();
        Files.createDirectories(file.getParent());
        synchronized (ConditionalFileSystem.class) {
            if (answer != Answer.IGNORES && Files.exists(file)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            Files.write(file, bytes);
        }
        if (answer == Answer.IS_LOST) {
            throw new FileAlreadyExistsException("found by the repeated request: " + path);
        }
    }

    /** Has the name of S3A's exception. */
    private static final class AWSUnsupportedFeatureException extends IOException {
    }

    /** Builds streams whose contents are put as a whole. */
    private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {

        Builder(Path path) {
            super(ConditionalFileSystem.this, path);
        }

        @Override
        public Builder getThisBuilder() {
            return this;
        }

        @Override
        public FSDataOutputStream build() throws IOException {
            if (!getMandatoryKeys().contains(OPTION)) {
                throw new IllegalArgumentException("not conditional");
            }
            return new FSDataOutputStream(new ByteArrayOutputStream() {
                @Override
                public void close() throws IOException {
                    put(getPath(), toByteArray());
                }
            }, null);
        }
    }
}
