package org.znn.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the resolution of paths in job files. */
class UserPathTest {

    @TempDir
    private Path folder;
    private Path current;
    private Path job;
    private UserPath paths;

    @BeforeEach
    void createFolders() throws IOException {
        current = Files.createDirectories(folder.resolve("current"));
        job = Files.createDirectories(folder.resolve("jobs/one"));
        paths = UserPath.relativeTo(job.resolve("job.cfg").toString(), current);
    }

    @Test
    void resolvesAgainstTheWorkingDirectoryFirst() throws IOException {
        Files.createFile(job.resolve("net.znn"));
        assertEquals(job.resolve("net.znn").toString(), paths.resolveInput("net.znn"));
        Files.createFile(current.resolve("net.znn"));
        assertEquals(current.resolve("net.znn").toString(), paths.resolveInput("net.znn"));
        assertEquals(folder.resolve("jobs/x.tif").toString(), paths.resolveInput("../x.tif"));
    }

    @Test
    void resolvesOutputsAgainstExistingFolders() throws IOException {
        assertEquals(current.resolve("out").toString(), paths.resolveOutput("out"));
        assertEquals(current.resolve("results/out").toString(), paths.resolveOutput("results/out"));
        Files.createDirectory(job.resolve("results"));
        assertEquals(job.resolve("results/out").toString(), paths.resolveOutput("results/out"));
    }

    /** A prefix that ends in a slash is a folder even before it exists; any other only if it exists. */
    @Test
    void keepsTheSlashOfFolders() throws IOException {
        assertEquals(current.resolve("out") + "/", paths.resolveOutput("out/"));
        assertEquals(current.resolve("new/out") + "/", paths.resolveOutput("./new/out//"));
        Files.createDirectory(current.resolve("out"));
        assertEquals(current.resolve("out") + "/", paths.resolveOutput("out"));
        assertEquals(current + "/", paths.resolveOutput("."));
        Files.createDirectory(job.resolve("saved"));
        assertEquals(job.resolve("saved") + "/", paths.resolveOutput("saved/"), "the folder that exists");
        assertEquals("./", UserPath.relativeTo("job.cfg").resolveOutput("./"));
        assertEquals("/", paths.resolveOutput("/"));
        assertEquals("hdfs://host/out/", paths.resolveOutput("hdfs://host/out/"));
    }

    @Test
    void handlesHomeAbsolutePathsAndUris() {
        assertEquals(System.getProperty("user.home") + "/a.h5", paths.resolveInput("~/a.h5"));
        assertEquals("/data/a.h5", paths.resolveInput("/data/a.h5"));
        for (String uri : new String[] {"hdfs://host:9000/a.h5", "s3a://bucket/../a.h5", "file:/a.h5"}) {
            assertEquals(uri, paths.resolveInput(uri));
            assertEquals(uri, paths.resolveOutput(uri));
        }
        assertEquals("hdfs://host/b.cfg",
                UserPath.relativeTo("hdfs://host/a.cfg", current).resolveInput("hdfs://host/b.cfg"));
        assertEquals("a\0b", paths.resolveInput("a\0b"));
    }

    @Test
    void ignoresDatasetSuffixes() throws IOException {
        Files.createFile(current.resolve("v.h5"));
        assertEquals(current.resolve("v.h5:/raw").toString(), paths.resolveInput("v.h5:/raw"));
        Files.createFile(job.resolve("w.h5"));
        assertEquals(job.resolve("w.h5:/raw").toString(), paths.resolveInput("w.h5:/raw"));
        Files.createDirectory(current.resolve("v.zarr"));
        assertEquals(current.resolve("v.zarr:/1").toString(), paths.resolveInput("v.zarr:/1"));
    }

    @Test
    void findsPairsOfFilesAndPatterns() throws IOException {
        Files.createFile(current.resolve("v.size"));
        assertEquals(current.resolve("v").toString(), paths.resolveInput("v"));
        Files.createDirectory(current.resolve("sections"));
        assertEquals(current.resolve("sections/*.png").toString(), paths.resolveInput("sections/*.png"));
        assertEquals(job.resolve("*.png").toString(), paths.resolveInput("*.png"), "both folders exist");
        assertTrue(UserPath.isPattern("sections/*.png"));
        Files.createFile(current.resolve("[1].png"));
        assertFalse(UserPath.isPattern(paths.resolveInput("[1].png")), "the name of a file");
    }

    @Test
    void makesPathsAbsolute() {
        assertEquals(Path.of("a/v.h5:/raw").toAbsolutePath().toString(), UserPath.toAbsolute("b/../a/v.h5:/raw"));
        assertEquals("hdfs://host/a.h5", UserPath.toAbsolute("hdfs://host/a.h5"));
    }

    @Test
    void pathsInARemoteFileAreRelativeToItsFolder() {
        UserPath remote = UserPath.relativeTo("hdfs://host/jobs/a.cfg");
        assertEquals("hdfs://host/jobs/no/such.tif", remote.resolveInput("no/such.tif"));
        assertEquals("/no/such.tif", remote.resolveInput("/no/such.tif"));
        assertEquals("s3a://bucket/a.tif", remote.resolveInput("s3a://bucket/a.tif"));
    }
}
