package org.znn.common.volume.storage;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Hadoop's configuration, read once, and the file systems that it leads to. */
final class HadoopConnector {

    private final Configuration configuration = new Configuration();

    HadoopConnector(Map<String, String> settings) {
        settings.forEach(configuration::set);
    }

    /** The file system of a path; throws {@link IOException} where there is none, or the path is no URI. */
    HadoopStorage connect(String path) throws IOException {
        try {
            FileSystem found = new Path(path).getFileSystem(configuration);
            // Without its wrapper a local file gets no .crc file beside it.
            return new HadoopStorage(found instanceof ChecksumFileSystem c ? c.getRawFileSystem() : found);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + path + "' is not a path that Hadoop understands: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ClassNotFoundException missing) {
                throw missing(path, missing);
            }
            throw e;
        } catch (NoClassDefFoundError e) {
            throw missing(path, e);
        }
    }

    /** Distributions of Spark come without the file systems of clouds. */
    private static IOException missing(String path, Throwable cause) {
        return new IOException("the file system of " + path.replaceFirst("://.*", "://") + " paths is not there ("
                + cause.getMessage() + "); give its jars to spark-submit with --packages or --jars, such as --packages"
                + " org.apache.hadoop:hadoop-aws:VERSION for s3a://, in the version of Spark's Hadoop", cause);
    }
}
