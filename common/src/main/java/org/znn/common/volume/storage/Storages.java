package org.znn.common.volume.storage;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the file system of a path: {@code scheme://…} and {@code file:…} go to Hadoop's, all else to the local disks,
 * for which no class of Hadoop is loaded. Small and serializable, to be sent to executors.
 */
public final class Storages implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*|file:.*", Pattern.DOTALL);

    private final TreeMap<String, String> hadoopSettings;
    private transient volatile HadoopConnector hadoop;

    /**
     * With settings of Hadoop beside those of its files on the class path.
     *
     * @param hadoopSettings such as {@code fs.s3a.endpoint}
     */
    public Storages(Map<String, String> hadoopSettings) {
        this.hadoopSettings = new TreeMap<>(hadoopSettings);
    }

    /** With Hadoop's own settings only. */
    public static Storages standard() {
        return new Storages(Map.of());
    }

    /** Whether a path belongs to Hadoop. */
    public static boolean isRemote(String path) {
        return REMOTE.matcher(path).matches();
    }

    /** The file system that a path lives in; throws {@link IOException} where it cannot be had. */
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
            throw new IOException("paths like " + path.replaceFirst(":.*", ":") + " need Hadoop's client on the class"
                    + " path, as spark-submit puts it there", e);
        }
    }
}
