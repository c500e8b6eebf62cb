package org.znn.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** An HDFS of one name node and one data node in this JVM, on the loopback address. */
public final class MiniHdfs implements AutoCloseable {

    private static final String LOGGERS = "org.apache.hadoop";

    private final MiniDFSCluster cluster;
    private final FileSystem fileSystem;

    private MiniHdfs(MiniDFSCluster cluster) throws IOException {
        this.cluster = cluster;
        fileSystem = cluster.getFileSystem();
    }

    /** Starts a file system without files, which keeps its blocks in a local folder. */
    public static MiniHdfs start(Path folder) throws IOException {
        Configurator.setLevel(LOGGERS, Level.OFF);
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        configuration.set("hadoop.tmp.dir", folder.resolve("hadoop").toString());
        configuration.set("dfs.datanode.hostname", "localhost");
        // Else closing a file that the data node has not yet reported takes 0.4 s.
        configuration.set("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5");
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        cluster.waitActive();
        return new MiniHdfs(cluster);
    }

    /** Returns the URI of an absolute path, such as {@code hdfs://localhost:40123/data/image.h5}. */
    public String uri(String path) {
        return fileSystem.getUri() + path;
    }

    /** Copies a local file, or a folder with its contents, to the path that it has on the local disk. */
    public void upload(Path local) throws IOException {
        try (Stream<Path> files = Files.walk(local)) {
            files.filter(Files::isRegularFile).toList().parallelStream().forEach(this::uploadFile);
        }
    }

    private void uploadFile(Path file) {
        try {
            write(file.toAbsolutePath().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, replacing an existing one. */
    public void write(String path, byte[] contents) throws IOException {
        try (var stream = fileSystem.create(hadoopPath(path), true)) {
            stream.write(contents);
        }
    }

    /** Reads a file. */
    public byte[] read(String path) throws IOException {
        try (FSDataInputStream stream = fileSystem.open(hadoopPath(path))) {
            return stream.readAllBytes();
        }
    }

    /** Returns the names in a folder, sorted. */
    public List<String> names(String folder) throws IOException {
        return Arrays.stream(fileSystem.listStatus(hadoopPath(folder))).map(FileStatus::getPath)
                .map(org.apache.hadoop.fs.Path::getName).sorted().toList();
    }

    private static org.apache.hadoop.fs.Path hadoopPath(String path) {
        return new org.apache.hadoop.fs.Path(path);
    }

    /** Stops the file system. */
    @Override
    public void close() {
        cluster.shutdown();
        Configurator.setLevel(LOGGERS, (Level) null);
    }
}
