package org.znn.common.volume.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a file is created only if its name is free; on HDFS see {@code HdfsVolumesTest}. */
class ExclusiveFileTest {

    private static final byte[] MINE = {1, 2, 3};
    private static final byte[] OTHER = {4, 5};

    @TempDir
    private Path folder;

    @AfterEach
    void reset() {
        ConditionalFileSystem.answer(ConditionalFileSystem.Answer.HONOURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://", "file:", "refusing://", "conditional://"})
    void createsOnlyWhatDoesNotExist(String scheme) throws IOException {
        ExclusiveFileContract.createsOnlyWhatDoesNotExist(storage(scheme), scheme + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://", "conditional://"})
    void letsOneOfManySucceed(String scheme) throws Exception {
        ExclusiveFileContract.letsOneOfManySucceed(storage(scheme), scheme + folder, 50);
    }

    @Test
    void fileSystemsWithoutAnyMeansSayThatTheyAreNotExclusive() throws IOException {
        String path = "refusing://" + folder + "/a";
        assertTrue(storage("refusing://").createNew(path, MINE));
        assertFalse(storage("refusing://").isExclusive(path));
    }

    @ParameterizedTest
    @EnumSource(ConditionalFileSystem.Answer.class)
    void storesAreAskedWhetherTheyHonourConditions(ConditionalFileSystem.Answer answer) throws IOException {
        ConditionalFileSystem.answer(answer);
        String path = "conditional://" + folder + "/a";
        Storage storage = storage("conditional://");
        assertTrue(storage.createNew(path, MINE));
        assertEquals(answer.honoursConditions(), storage.isExclusive(path));
        assertArrayEquals(MINE, Files.readAllBytes(folder.resolve("a")));
    }

    /** The first request creates the file and its answer is lost; the client repeats it and finds the file. */
    @Test
    void repeatedRequestRecognisesItsOwnFile() throws IOException {
        ConditionalFileSystem.answer(ConditionalFileSystem.Answer.IS_LOST);
        String path = "conditional://" + folder + "/a";
        assertTrue(storage("conditional://").createNew(path, MINE));
        assertFalse(storage("conditional://").createNew(path, OTHER));
        assertArrayEquals(MINE, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void failsWhereNothingCanBeWritten() throws IOException {
        Files.write(folder.resolve("file"), MINE);
        for (String scheme : List.of("", "file://", "refusing://")) {
            assertThrows(IOException.class,
                    () -> storage(scheme).createNew(scheme + folder + "/file/below", MINE), scheme);
        }
    }

    private static Storage storage(String scheme) throws IOException {
        return new Storages(Map.of("fs.refusing.impl", RefusingFileSystem.class.getName(), "fs.conditional.impl",
                ConditionalFileSystem.class.getName())).of(scheme + "/");
    }
}
