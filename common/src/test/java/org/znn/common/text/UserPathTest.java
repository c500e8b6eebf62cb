package org.znn.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the paths of a job lead. */
class UserPathTest {

    @TempDir
    private Path folder;
    private Path current;
    private Path job;
    private UserPath paths;

    @BeforeEach
    void folders() throws IOException {
        current = Files.createDirectories(folder.resolve("current"));
        job = Files.createDirectories(folder.resolve("jobs/one"));
        paths = UserPath.in(job.resolve("job.cfg").toString(), current);
    }

    @Test
    void theCurrentFolderComesFirstThenThatOfTheFile() throws IOException {
        Files.createFile(job.resolve("net.znn"));
        assertEquals(job.resolve("net.znn").toString(), paths.existing("net.znn"));
        Files.createFile(current.resolve("net.znn"));
        assertEquals(current.resolve("net.znn").toString(), paths.existing("net.znn"));
        assertEquals(folder.resolve("jobs/x.tif").toString(), paths.existing("../x.tif"));
    }

    @Test
    void outputsGoWhereTheirFolderIs() throws IOException {
        assertEquals(current.resolve("out").toString(), paths.target("out"));
        assertEquals(current.resolve("results/out").toString(), paths.target("results/out"));
        Files.createDirectory(job.resolve("results"));
        assertEquals(job.resolve("results/out").toString(), paths.target("results/out"));
    }

    @Test
    void homeAbsolutePathsAndUris() {
        assertEquals(System.getProperty("user.home") + "/a.h5", paths.existing("~/a.h5"));
        assertEquals("/data/a.h5", paths.existing("/data/a.h5"));
        for (String uri : new String[] {"hdfs://host:9000/a.h5", "s3a://bucket/../a.h5", "file:/a.h5"}) {
            assertEquals(uri, paths.existing(uri));
            assertEquals(uri, paths.target(uri));
        }
        assertEquals("hdfs://host/b.cfg", UserPath.in("hdfs://host/a.cfg", current).existing("hdfs://host/b.cfg"));
        assertEquals("a\0b", paths.existing("a\0b"));
    }

    @Test
    void aDatasetInsideAFileIsNoPartOfItsPath() throws IOException {
        Files.createFile(current.resolve("v.h5"));
        assertEquals(current.resolve("v.h5:/raw").toString(), paths.existing("v.h5:/raw"));
        Files.createFile(job.resolve("w.h5"));
        assertEquals(job.resolve("w.h5:/raw").toString(), paths.existing("w.h5:/raw"));
    }

    @Test
    void processesInOtherFoldersGetAbsolutePaths() {
        assertEquals(Path.of("a/v.h5:/raw").toAbsolutePath().toString(), UserPath.absolute("b/../a/v.h5:/raw"));
        assertEquals("hdfs://host/a.h5", UserPath.absolute("hdfs://host/a.h5"));
    }
}
