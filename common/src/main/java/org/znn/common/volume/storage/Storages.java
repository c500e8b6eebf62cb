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
    /** A {@code file:} address whose first name would be read as that of a host. */
    private static final Pattern WITH_HOST = Pattern.compile("file://(?!/).*", Pattern.DOTALL);

    private final TreeMap<String, String> hadoopSettings;
    private transient volatile HadoopConnector hadoop;
    /** The lease of the driver; null on executors, where only the parts of blocks get their names. */
    private final transient OutputLease lease;

    /**
     * Creates storages with additional Hadoop settings.
     *
     * @param hadoopSettings settings such as {@code fs.s3a.endpoint}, applied on top of Hadoop's configuration files
     */
    public Storages(Map<String, String> hadoopSettings) {
        this(new TreeMap<>(hadoopSettings), null);
    }

    private Storages(TreeMap<String, String> hadoopSettings, OutputLease lease) {
        this.hadoopSettings = hadoopSettings;
        this.lease = lease;
    }

    /** Returns storages with Hadoop's default settings. */
    public static Storages standard() {
        return new Storages(Map.of());
    }

    /** Returns the same file systems, on which a file gets its final name only while a lease of its output is held. */
    public Storages leasedBy(OutputLease outputs) {
        return new Storages(hadoopSettings, outputs);
    }

    /** Returns the same file systems without a lease, for tasks. */
    public Storages withoutLease() {
        return lease == null ? this : new Storages(hadoopSettings, null);
    }

    /**
     * Returns if this job may change the output that a file belongs to.
     *
     * @throws IOException if another job has taken the output over, or if this cannot be found out
     */
    public void requireHeld(String file) throws IOException {
        if (lease != null) {
            lease.requireHeld(file);
        }
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
        Storage storage = connect(path);
        return lease == null ? storage : new LeasedStorage(storage, lease);
    }

    private Storage connect(String path) throws IOException {
        if (!isRemote(path)) {
            return new LocalStorage();
        }
        if (WITH_HOST.matcher(path).matches()) {
            throw new IOException("a file: address names no host; write file:///FOLDER/NAME, or the path alone");
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
