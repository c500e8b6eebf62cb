package org.znn.common.volume.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Creates files on Hadoop file systems that must not exist yet. HDFS, ABFS and GCS exclude other writers themselves;
 * S3A does from Hadoop 3.4.2 on, by a conditional request that the object store must support. On any other file system
 * the file is looked for, created and read back, which does not exclude a writer at the same moment.
 */
final class ExclusiveHadoopFile {

    private static final String CONDITIONAL = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
    /** S3A's exception for a store that does not implement a request; its class is not on the class path. */
    private static final String NOT_IMPLEMENTED = "AWSUnsupportedFeatureException";
    /** File systems whose {@code create} without overwriting is atomic and makes the file visible at once. */
    private static final Set<String> ATOMIC_OPEN = Set.of("hdfs", "webhdfs", "swebhdfs", "abfs", "abfss");
    /** File systems whose {@code create} without overwriting is atomic, with a file visible when it is closed. */
    private static final Set<String> ATOMIC_CLOSE = Set.of("gs");
    private static final int ATTEMPTS = 3;

    private final FileSystem fileSystem;

    ExclusiveHadoopFile(FileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** Creates a file and its missing parent folders; returns whether this call created it. */
    boolean create(Path path, byte[] bytes) throws IOException {
        if (isLocal()) {
            return ExclusiveLocalFile.create(localPath(path), bytes);
        }
        if (isConditional(path)) {
            return createConditionally(path, bytes);
        }
        return ATOMIC_OPEN.contains(scheme(path)) ? createAtOpen(path, bytes) : createAtClose(path, bytes);
    }

    /**
     * Returns whether exactly one of several writers at the same moment succeeds. Some object stores ignore the
     * condition of a request, so it is tried on a file that exists, with the contents that it has.
     *
     * @param path path of a file that was created
     */
    boolean isExclusive(Path path) throws IOException {
        if (isLocal()) {
            return true;
        }
        if (!isConditional(path)) {
            return ATOMIC_OPEN.contains(scheme(path)) || ATOMIC_CLOSE.contains(scheme(path));
        }
        try {
            putConditionally(path, read(path));
            return false;
        } catch (IOException e) {
            return !isNotImplemented(e);
        }
    }

    private boolean isLocal() {
        return fileSystem.getClass() == RawLocalFileSystem.class;
    }

    private java.nio.file.Path localPath(Path path) {
        return ((RawLocalFileSystem) fileSystem).pathToFile(path).toPath();
    }

    private boolean isConditional(Path path) throws IOException {
        return fileSystem.hasPathCapability(path, CONDITIONAL);
    }

    /** Returns the scheme of the file system that stores a path; a view of several file systems names it. */
    private String scheme(Path path) throws IOException {
        String scheme = scheme(fileSystem.getUri());
        if (!scheme.equals("viewfs")) {
            return scheme;
        }
        fileSystem.mkdirs(path.getParent());
        return scheme(fileSystem.resolvePath(path.getParent()).toUri());
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    private boolean createConditionally(Path path, byte[] bytes) throws IOException {
        for (int attempt = 1;; attempt++) {
            try {
                putConditionally(path, bytes);
                return true;
            } catch (IOException e) {
                if (isNotImplemented(e)) {
                    return createAtClose(path, bytes);
                }
                // A request that is repeated after a lost answer finds the file of the first one.
                if (fileSystem.exists(path)) {
                    return holds(path, bytes);
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void putConditionally(Path path, byte[] bytes) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(path);
        builder.recursive().overwrite(true).must(CONDITIONAL, true);
        try (OutputStream out = builder.build()) {
            out.write(bytes);
        }
    }

    /** Creates a file that exists from its opening on, so that an incomplete one is this call's to delete. */
    private boolean createAtOpen(Path path, byte[] bytes) throws IOException {
        OutputStream out;
        try {
            out = fileSystem.create(path, false);
        } catch (IOException e) {
            return lost(path, bytes, e);
        }
        try (OutputStream closing = out) {
            closing.write(bytes);
        } catch (IOException e) {
            try {
                fileSystem.delete(path, false);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        return true;
    }

    /** Creates a file that exists from its closing on, possibly instead of that of another writer. */
    private boolean createAtClose(Path path, byte[] bytes) throws IOException {
        if (fileSystem.exists(path)) {
            return false;
        }
        try (OutputStream out = fileSystem.create(path, false)) {
            out.write(bytes);
        } catch (IOException e) {
            return lost(path, bytes, e);
        }
        return holds(path, bytes);
    }

    private boolean lost(Path path, byte[] bytes, IOException failure) throws IOException {
        if (!fileSystem.exists(path)) {
            throw failure;
        }
        return holds(path, bytes);
    }

    private boolean holds(Path path, byte[] bytes) throws IOException {
        try {
            FileStatus status = fileSystem.getFileStatus(path);
            return status.isFile() && status.getLen() == bytes.length && Arrays.equals(read(path), bytes);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private byte[] read(Path path) throws IOException {
        try (FSDataInputStream in = fileSystem.open(path)) {
            return in.readAllBytes();
        }
    }

    private static boolean isNotImplemented(IOException failure) {
        return failure.getClass().getSimpleName().equals(NOT_IMPLEMENTED);
    }
}
