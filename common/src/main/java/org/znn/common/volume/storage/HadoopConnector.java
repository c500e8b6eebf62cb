package org.znn.common.volume.storage;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Opens Hadoop file systems with one shared Hadoop configuration. */
final class HadoopConnector {

    private final Configuration configuration = new Configuration();

    HadoopConnector(Map<String, String> settings) {
        settings.forEach(configuration::set);
    }

    /**
     * Returns the file system of a path.
     *
     * @throws IOException if there is no such file system, or the path is not a valid URI
     */
    HadoopStorage connect(String path) throws IOException {
        try {
            FileSystem found = new Path(path).getFileSystem(configuration);
            // The checksum wrapper would write a .crc file next to every local file.
            return new HadoopStorage(found instanceof ChecksumFileSystem c ? c.getRawFileSystem() : found);
        } catch (UnsupportedFileSystemException e) {
            throw notAvailable(path, e);
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw new IOException("the host " + unknown.getMessage() + " is unknown", e);
            }
            throw new IOException("'" + path + "' is not a path that Hadoop understands: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ClassNotFoundException missing) {
                throw notAvailable(path, missing);
            }
            throw e;
        } catch (NoClassDefFoundError e) {
            throw notAvailable(path, e);
        }
    }

    /** Describes a missing file system: Spark distributions do not include those of cloud providers. */
    private static IOException notAvailable(String path, Throwable cause) {
        return new IOException("the file system for " + path.replaceFirst("://.*", "://") + " paths is not available;"
                + " pass its jars to spark-submit with --packages or --jars"
                + (path.startsWith("s3a:") ? ", such as --packages org.apache.hadoop:hadoop-aws:VERSION" : "")
                + ", matching the Hadoop version of Spark", cause);
    }
}
