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
import org.znn.common.diagnostic.Diagnostics;

/** Tests text files of all encodings and line endings, and invalid ones. */
class TextFileTest {

    @TempDir
    private Path folder;
    private final Diagnostics diagnostics = new Diagnostics();

    private Optional<List<String>> read(byte[] bytes) throws IOException {
        return TextFile.lines(Files.write(folder.resolve("net.znn"), bytes).toString(), diagnostics);
    }

    private Optional<List<String>> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRejected(String location, String text) {
        assertEquals(1, diagnostics.errors().size());
        assertEquals(location, diagnostics.errors().get(0).location());
        assertTrue(diagnostics.errors().get(0).toString().contains(text), diagnostics.errors().toString());
    }

    @Test
    void acceptsAllLineEndingsAndByteOrderMarks() throws IOException {
        assertEquals(List.of("a", "b", "", "ü"), read("\uFEFFa\r\nb\r\rü").orElseThrow());
        assertEquals(List.of("a", "b", ""), read("a\nb\n").orElseThrow());
        assertEquals(List.of(), diagnostics.warnings());
    }

    @Test
    void readsLatin1WithAWarning() throws IOException {
        assertEquals(List.of("für"), read("für".getBytes(StandardCharsets.ISO_8859_1)).orElseThrow());
        assertEquals("is not UTF-8 and is read as Latin-1", diagnostics.warnings().get(0).message());
    }

    @Test
    void rejectsEmptyFile() throws IOException {
        assertEquals(Optional.empty(), read(" \n\n"));
        assertRejected(folder.resolve("net.znn").toString(), "is empty");
    }

    @Test
    void rejectsBinaryFile() throws IOException {
        assertEquals(Optional.empty(), read(new byte[] {'P', 'K', 3, 4, 0, 0}));
        assertRejected(folder.resolve("net.znn").toString(), "is a binary file");
    }

    @Test
    void rejectsUtf16() throws IOException {
        assertEquals(Optional.empty(), read("\ufeffnodes".getBytes(StandardCharsets.UTF_16LE)));
        assertRejected(folder.resolve("net.znn").toString(), "is UTF-16 text; save it as UTF-8");
    }

    @Test
    void rejectsHdf5File() throws IOException {
        assertEquals(Optional.empty(), read(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'}));
        assertRejected(folder.resolve("net.znn").toString(), "is an HDF5 file; give a text file");
    }

    @Test
    void rejectsHugeFile() throws IOException {
        assertEquals(Optional.empty(), read(new byte[(16 << 20) + 1]));
        assertRejected(folder.resolve("net.znn").toString(), "is larger than 16 MiB");
    }

    @Test
    void rejectsMissingFileAndFolder() throws IOException {
        read("a");
        assertEquals(Optional.empty(), TextFile.lines(folder.resolve("nets.znn").toString(), diagnostics));
        assertRejected(folder.resolve("nets.znn").toString(), "there is no such file; did you mean 'net.znn'?");
        assertEquals(Optional.empty(), TextFile.lines(folder.toString(), diagnostics));
        assertEquals("is a folder", diagnostics.errors().get(1).message());
        TextFile.lines(folder.resolve("no/net.znn").toString(), diagnostics);
        assertEquals("the folder " + folder.resolve("no") + " does not exist either",
                diagnostics.errors().get(2).remedy());
    }
}
