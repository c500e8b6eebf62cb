package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.hdf5.Hdf5Samples;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.identity.VolumeIdentity;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.zarr.ZarrSamples;

/** A change of any file of a volume is found, when it is opened or when it has been read; in all formats. */
class ChangedVolumeTest {

    private static final Storages STORAGES = Storages.standard();

    @TempDir
    private Path folder;
    private Path samples;

    @BeforeEach
    void copySamples() throws IOException {
        samples = copy(OtherSamples.kept(), folder.resolve("samples"));
    }

    /** No format opens a file that its identity does not list. */
    @Test
    void unchangedVolumesAreRead() throws Exception {
        List<String> paths = new ArrayList<>();
        OtherSamples.in(samples).forEach(sample -> paths.add(sample.contents().path()));
        SampleFiles.all().forEach(sample -> paths.add(sample.path()));
        ZarrSamples.unpack(folder);
        ZarrSamples.cases(folder, "").forEach(sample -> paths.add(sample.path()));
        assertTrue(paths.size() > 100);
        for (String path : paths) {
            VolumePart part = part(path);
            readAll(part);
            InputCheck.requireUnchanged(part, STORAGES);
        }
    }

    /** External files, virtual datasets and links lead to other files. */
    @Test
    void unchangedHdf5VolumesAreRead() throws Exception {
        int linked = 0;
        for (Hdf5Samples.Sample sample : Hdf5Samples.unpack("hdf5_samples.zip", folder)) {
            VolumePart part = part(sample.path());
            readAll(part);
            linked += part.identity().files().size() > 1 ? 1 : 0;
        }
        assertTrue(linked >= 3, linked + " volumes with several files");
    }

    @Test
    void everyFileOfAVolumeIsCompared() throws Exception {
        for (OtherSamples.Sample sample : OtherSamples.in(samples)) {
            VolumePart part = part(sample.contents().path());
            for (String file : part.identity().files().keySet()) {
                Path path = Path.of(file);
                byte[] content = Files.readAllBytes(path);
                FileTime time = Files.getLastModifiedTime(path);
                flip(path, content.length / 2);
                Files.setLastModifiedTime(path, time);
                InputChangedException found =
                        assertThrows(InputChangedException.class, () -> readAll(part), sample::toString);
                assertEquals(file + " has changed since the job was planned: its content changed, although its time is"
                        + " still " + Instant.ofEpochMilli(time.toMillis()), found.getMessage());
                assertThrows(InputChangedException.class, () -> InputCheck.requireUnchanged(part, STORAGES));
                Files.delete(path);
                assertThrows(InputChangedException.class, () -> readAll(part), sample::toString);
                Files.write(path, content);
                readAll(part);
            }
            assertEquals(text(part), text(part(part.path())));
        }
    }

    @Test
    void overwritingWhileAVolumeIsReadIsFoundWhenItIsClosed() throws Exception {
        String path = folder.resolve("image.h5").toString();
        Files.copy(Path.of(SampleFiles.path("one_volume.h5")), Path.of(path));
        VolumePart part = part(path);
        VolumeReader reader = part.open(STORAGES);
        reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32);
        flip(Path.of(path), Files.size(Path.of(path)) - 1);
        assertThrows(InputChangedException.class, reader::close);
    }

    /** The open file is still the old one, but the next task would read the new one. */
    @Test
    void renamingOntoAnOpenVolumeIsFoundWhenItIsClosed() throws Exception {
        Path path = folder.resolve("image.h5");
        Files.copy(Path.of(SampleFiles.path("one_volume.h5")), path);
        VolumePart part = part(path.toString());
        Path other = folder.resolve("other.h5");
        Files.copy(path, other);
        flip(other, Files.size(path) - 1);
        VolumeReader reader = part.open(STORAGES);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32);
        assertThrows(InputChangedException.class, reader::close);
    }

    /** The reader would otherwise call the file damaged. */
    @Test
    void truncationWhileAVolumeIsReadIsNamed() throws Exception {
        Path path = folder.resolve("image.h5");
        Files.copy(Path.of(SampleFiles.path("one_volume.h5")), path);
        VolumePart part = part(path.toString());
        VolumeReader reader = part.open(STORAGES);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(100);
        }
        assertThrows(InputChangedException.class,
                () -> reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT32));
        InputChangedException opened = assertThrows(InputChangedException.class, () -> part.open(STORAGES));
        assertTrue(opened.getMessage().contains("its size changed from "), opened::getMessage);
    }

    /** Sections are numbered by their order: one more or less shifts those behind it. */
    @Test
    void sectionsThatAreAddedOrRemovedAreFound() throws Exception {
        Path sections = samples.resolve("png_u2");
        VolumePart part = part(sections.toString());
        List<String> names = part.identity().sections();
        Path first = Path.of(names.get(0));
        Path added = first.resolveSibling("a" + first.getFileName());
        Files.copy(first, added);
        readAll(part);
        assertChange(part, added + " has changed since the job was planned: it was added");
        Files.delete(added);
        Files.writeString(sections.resolve("notes.txt"), "not a section");
        InputCheck.requireUnchanged(part, STORAGES);
        Files.delete(first);
        assertChange(part, first + " has changed since the job was planned: it was removed");
        assertThrows(InputChangedException.class, () -> readAll(part));
    }

    /** A chunk without a file has the fill value, so its absence is no error of the reader. */
    @Test
    void chunksThatAreAddedOrRemovedAreFound() throws Exception {
        ZarrSamples.unpack(folder);
        VolumePart part = part(folder + "/ome4.zarr:/0");
        VolumeIdentity identity = part.identity();
        Path chunk = identity.sections().stream().map(Path::of)
                .filter(f -> !f.getFileName().toString().startsWith(".")).findFirst().orElseThrow();
        Path aside = folder.resolve("chunk");
        Files.move(chunk, aside);
        VolumePart without = part(part.path());
        assertThrows(InputChangedException.class, () -> readAll(part));
        assertChange(part, chunk + " has changed since the job was planned: it was removed");
        Files.move(aside, chunk);
        readAll(part);
        assertThrows(InputChangedException.class, () -> readAll(without));
        assertChange(without, chunk + " has changed since the job was planned: it was added");
    }

    @Test
    void aVolumeThatIsGoneIsNamed() throws Exception {
        Path file = folder.resolve("image.h5");
        Files.copy(Path.of(SampleFiles.path("one_volume.h5")), file);
        VolumePart part = part(file.toString());
        Files.delete(file);
        assertChange(part, file + " has changed since the job was planned: it was removed");
        VolumeException found = assertThrows(InputChangedException.class, () -> part.open(STORAGES));
        assertEquals(file + " has changed since the job was planned: it was removed", found.getMessage());
    }

    /** The identity of a volume is that of its copy elsewhere. */
    @Test
    void copiesHaveTheSameText() throws Exception {
        Path elsewhere = copy(samples, folder.resolve("elsewhere"));
        for (OtherSamples.Sample sample : OtherSamples.in(samples)) {
            String path = sample.contents().path();
            assertEquals(text(part(path)), text(part(path.replace(samples.toString(), elsewhere.toString()))));
        }
    }

    private static void assertChange(VolumePart part, String message) {
        assertEquals(message, assertThrows(InputChangedException.class,
                () -> InputCheck.requireUnchanged(part, STORAGES)).getMessage());
    }

    private static String text(VolumePart part) {
        return part.identity().text();
    }

    private static VolumePart part(String path) {
        return VolumePart.of(path, false, VolumeHeader.read(path, false, STORAGES));
    }

    private static void readAll(VolumePart part) throws IOException {
        try (VolumeReader reader = part.open(STORAGES)) {
            reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT64);
        }
    }

    private static void flip(Path path, long position) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(position);
            int value = file.read();
            file.seek(position);
            file.write(value ^ 1);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }
}
