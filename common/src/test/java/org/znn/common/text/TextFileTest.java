package org.znn.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.problem.Problems;

/** Text files as they come. */
class TextFileTest {

    @TempDir
    private Path folder;
    private final Problems problems = new Problems();

    private Optional<List<String>> read(byte[] bytes) throws IOException {
        return TextFile.lines(Files.write(folder.resolve("net.znn"), bytes).toString(), problems);
    }

    private Optional<List<String>> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(String where, String what) {
        assertEquals(1, problems.errors().size());
        assertEquals(where, problems.errors().get(0).where());
        assertTrue(problems.errors().get(0).toString().contains(what), problems.errors().toString());
    }

    @Test
    void everyLineEndAndMark() throws IOException {
        assertEquals(List.of("a", "b", "", "ü"), read("\uFEFFa\r\nb\r\rü").orElseThrow());
        assertEquals(List.of("a", "b", ""), read("a\nb\n").orElseThrow());
        assertEquals(List.of(), problems.warnings());
    }

    @Test
    void latin1IsReadWithAWarning() throws IOException {
        assertEquals(List.of("für"), read("für".getBytes(StandardCharsets.ISO_8859_1)).orElseThrow());
        assertEquals("is not UTF-8 and is read as Latin-1", problems.warnings().get(0).what());
    }

    @Test
    void emptyFile() throws IOException {
        assertEquals(Optional.empty(), read(" \n\n"));
        assertRefused(folder.resolve("net.znn").toString(), "is empty");
    }

    @Test
    void binaryFile() throws IOException {
        assertEquals(Optional.empty(), read(new byte[] {'P', 'K', 3, 4, 0, 0}));
        assertRefused(folder.resolve("net.znn").toString(), "is a binary file");
    }

    @Test
    void hdf5File() throws IOException {
        assertEquals(Optional.empty(), read(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'}));
        assertRefused(folder.resolve("net.znn").toString(), "is an HDF5 file; give a text file");
    }

    @Test
    void hugeFile() throws IOException {
        assertEquals(Optional.empty(), read(new byte[(16 << 20) + 1]));
        assertRefused(folder.resolve("net.znn").toString(), "is larger than 16 MiB");
    }

    @Test
    void missingFileAndFolder() throws IOException {
        read("a");
        assertEquals(Optional.empty(), TextFile.lines(folder.resolve("nets.znn").toString(), problems));
        assertRefused(folder.resolve("nets.znn").toString(), "there is no such file; did you mean 'net.znn'?");
        assertEquals(Optional.empty(), TextFile.lines(folder.toString(), problems));
        assertEquals("is a folder", problems.errors().get(1).what());
        TextFile.lines(folder.resolve("no/net.znn").toString(), problems);
        assertEquals("the folder " + folder.resolve("no") + " does not exist either",
                problems.errors().get(2).remedy());
    }
}
