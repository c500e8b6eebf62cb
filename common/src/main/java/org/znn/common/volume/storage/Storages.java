package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Resolves the file system of a path: Hadoop's file systems for {@code scheme://…} and {@code file:…}, and otherwise
 * the local file system, which needs no Hadoop classes. Small and serializable, to be sent to executors.
 */
public final class Storages implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*|file:.*", Pattern.DOTALL);

    private final TreeMap<String, String> hadoopSettings;
    private transient volatile HadoopConnector hadoop;

    /**
     * Creates storages with additional Hadoop settings.
     *
     * @param hadoopSettings settings such as {@code fs.s3a.endpoint}, applied on top of Hadoop's configuration files
     */
    public Storages(Map<String, String> hadoopSettings) {
        this.hadoopSettings = new TreeMap<>(hadoopSettings);
    }

    /** Returns storages with Hadoop's default settings. */
    public static Storages standard() {
        return new Storages(Map.of());
    }

    /** Whether a path refers to a Hadoop file system. */
    public static boolean isRemote(String path) {
        return REMOTE.matcher(path).matches();
    }

    /**
     * Returns the file system of a path.
     *
     * @throws IOException if the file system is not available
     */
    public Storage of(String path) throws IOException {
        if (!isRemote(path)) {
            return new LocalStorage();
        }
        try {
            HadoopConnector connector = hadoop;
            if (connector == null) {
                connector = new HadoopConnector(hadoopSettings);
                hadoop = connector;
            }
            return connector.connect(path);
        } catch (NoClassDefFoundError e) {
            throw new IOException("paths of the form " + path.replaceFirst(":.*", ":") + " need Hadoop's client on"
                    + " the class path, where spark-submit puts it", e);
        }
    }
}
