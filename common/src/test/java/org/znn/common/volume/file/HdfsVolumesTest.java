package org.znn.common.volume.file;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.znn.common.MiniHdfs;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.SampleValues;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.hdf5.Hdf5Samples;
import org.znn.common.volume.identity.InputChangedException;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.ExclusiveFileContract;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storages;
import org.znn.common.volume.tiff.TiffSampleFiles;
import org.znn.common.volume.zarr.ZarrSamples;

/** Reads volumes of every format from HDFS; their paths there are those on the local disk. */
class HdfsVolumesTest extends VolumeReaderContract {

    private static final Storages STORAGES = Storages.standard();
    /** TIFF with tiles, of ImageJ, OME and others; NIfTI, MRC, NRRD, NPY, PNG and folders; Zarr 2 and 3, N5. */
    private static final Pattern KINDS = Pattern.compile("f2_be_lzw_p3_16.tif|imagej_virtual_u2_2_3.tif"
            + "|ome_czyx_u2_2_3.tif|shaped_images.tif:/1|zeiss.lsm.tif|n1_f4_be.nii|n1_i2_scaled.nii.gz|pair.hdr"
            + "|m12_be.mrc|m6.mrc.gz|f4_gzip_be.nrrd|detached.nhdr|fortran_i2.npy|adam7_u1.png|png_u2|tif_u1"
            + "|v2.zarr|ome4.zarr|times.zarr:.*|v3.zarr|ome5.zarr|cut.n5:.*|channels.n5");

    private static final int REPLACEMENTS = 100;
    private static final int EXCLUSIVE_ROUNDS = 20;

    @TempDir
    private static Path folder;
    private static MiniHdfs hdfs;
    private static List<VolumeCase> cases;
    private static List<Hdf5Samples.Sample> hdf5;

    @BeforeAll
    static void upload() throws IOException {
        hdfs = MiniHdfs.start(folder);
        Path zarr = Files.createDirectory(folder.resolve("zarr"));
        ZarrSamples.unpack(zarr);
        hdfs.upload(zarr);
        hdfs.upload(OtherSamples.kept());
        List<VolumeCase> all = new ArrayList<>(TiffSampleFiles.of(TiffSampleFiles.folder()));
        OtherSamples.in(OtherSamples.kept()).forEach(sample -> all.add(sample.contents()));
        all.addAll(ZarrSamples.cases(zarr, ""));
        cases = new ArrayList<>(all.stream().filter(c -> KINDS.matcher(c.toString()).matches()).toList());
        for (VolumeCase file : List.copyOf(cases)) {
            if (file.path().contains(".tif")) {
                hdfs.upload(Path.of(VolumePath.parse(file.path()).file()));
            }
            if (file.path().endsWith("png_u2")) {
                cases.add(new VolumeCase(file.path() + "/s*.png", file.type(), file.channels(), file.size(),
                        file.values()));
            }
        }
        cases.add(rawPair(folder.resolve("stack").toString()));
        hdf5 = Hdf5Samples.unpack("hdf5_samples.zip", Files.createDirectory(folder.resolve("hdf5")));
        hdfs.upload(folder.resolve("hdf5"));
    }

    @AfterAll
    static void stop() {
        hdfs.close();
    }

    static Stream<VolumeCase> cases() {
        return cases.stream();
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open(hdfs.uri(file.path()), STORAGES);
    }

    /** All kinds of indexes, filters, layouts and links, external files and virtual datasets. */
    @Test
    void hdf5Samples() {
        assertTrue(hdf5.size() >= 50, hdf5.size() + " samples");
        assertAll(hdf5.stream().map(sample -> () -> Hdf5Samples.check(sample.on(hdfs.uri("")))));
    }

    /** A short and a long file take turns; a reader finds either whole. */
    @Test
    void replacedFileIsReadOldOrNew() throws Exception {
        String path = hdfs.uri("/replaced");
        byte[] shortFile = filled(10, 'a');
        byte[] longFile = filled(70_000, 'b');
        replace(path, shortFile);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < REPLACEMENTS; i++) {
                replace(path, i % 2 == 0 ? longFile : shortFile);
            }
        });
        do {
            try (ByteSource source = STORAGES.of(path).open(path)) {
                byte[] read = new byte[(int) source.length()];
                source.readFully(0, read, 0, read.length);
                assertArrayEquals(read[0] == 'a' ? shortFile : longFile, read);
            }
        } while (!writer.isDone());
        writer.get();
    }

    @Test
    void createsFilesExclusively() throws Exception {
        String root = hdfs.uri("/exclusive");
        ExclusiveFileContract.createsOnlyWhatDoesNotExist(STORAGES.of(root), root + "/one");
        ExclusiveFileContract.letsOneOfManySucceed(STORAGES.of(root), root + "/many", EXCLUSIVE_ROUNDS);
    }

    /** On HDFS a file that replaces another one has an id of its own, which settles most comparisons. */
    @Test
    void exchangedFilesAreFound() throws Exception {
        for (VolumeCase file : cases) {
            VolumePart part = part(hdfs.uri(file.path()));
            readAll(part);
            InputCheck.requireUnchanged(part, STORAGES);
        }
        byte[] content = Files.readAllBytes(OtherSamples.kept().resolve("fortran_i2.npy"));
        String path = hdfs.uri("/exchanged.npy");
        replace(path, content);
        VolumePart part = part(path);
        VolumeReader open = part.open(STORAGES);
        replace(path, content);
        open.close();
        content[content.length - 1]++;
        replace(path, content);
        assertThrows(InputChangedException.class, () -> readAll(part));
        assertThrows(InputChangedException.class, () -> InputCheck.requireUnchanged(part, STORAGES));
    }

    private static VolumePart part(String path) {
        return VolumePart.of(path, false, VolumeHeader.read(path, false, STORAGES));
    }

    private static void readAll(VolumePart part) throws IOException {
        try (VolumeReader reader = part.open(STORAGES)) {
            reader.read(Box.ofSize(reader.info().size()), Precision.FLOAT64);
        }
    }

    private static byte[] filled(int length, char value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static void replace(String path, byte[] contents) {
        try (PendingFile file = PendingFile.create(STORAGES.of(path), path)) {
            file.stream().write(contents);
            file.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a volume in ZNN's old format. */
    private static VolumeCase rawPair(String path) throws IOException {
        VolumeCase pair = VolumeCase.sample(path, ElementType.FLOAT64, 1);
        Vec3 n = pair.size();
        hdfs.write(path + ".size", ByteBuffer.allocate(3 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(n.x()).putInt(n.y()).putInt(n.z()).array());
        ByteBuffer voxels = ByteBuffer.allocate((int) n.product() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n.product(); i++) {
            voxels.putDouble(SampleValues.value(pair.type(), 0, i / (n.y() * n.x()), i / n.x() % n.y(), i % n.x()));
        }
        hdfs.write(path + ".image", voxels.array());
        return pair;
    }
}
