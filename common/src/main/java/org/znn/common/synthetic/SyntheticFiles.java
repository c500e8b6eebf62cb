package org.znn.common.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;

/**
 * Writes synthetic tissue to a folder: {@value #IMAGE}, {@value #LABEL} and {@value #SPEC}, as a training job reads
 * them. A few sections are in memory at a time, whatever the size of the volume; sections are made by all threads while
 * those before are written.
 */
public final class SyntheticFiles {

    /** The image, uint8. */
    public static final String IMAGE = "image.h5";
    /** Segment ids, uint32, 0 on membranes. */
    public static final String LABEL = "label.h5";
    /** ZNN's data specification of the two. */
    public static final String SPEC = "data.spec";

    /** Voxels of a section at most: its labels fill one array of bytes. */
    public static final long MOST_SECTION = (Integer.MAX_VALUE - 8) / Integer.BYTES;

    private static final int BATCH_VOXELS = 1 << 22;
    private static final int BAND_ROWS = 64;
    private static final int CHUNK_EDGE = 128;
    private static final int MOST_CHUNK_DEPTH = 16;
    /** Bytes of the layer of chunks that a file is written in. */
    private static final long LAYER_BYTES = 1L << 28;
    /** The image is noise, which compression does not make smaller. */
    private static final int IMAGE_LEVEL = 0;
    private static final int LABEL_LEVEL = 1;

    private final TissueGeometry geometry;
    private final SyntheticTissue tissue;
    private final ExecutorService makers;
    private final ExecutorService writers = Executors.newFixedThreadPool(2, SyntheticFiles::daemon);

    /** Sections on their way to the files. */
    private static final class Batch {
        private final byte[] image;
        private final int[] labels;
        private List<Future<Void>> writing = List.of();

        Batch(int voxels) {
            image = new byte[voxels];
            labels = new int[voxels];
        }
    }

    private SyntheticFiles(long seed, TissueGeometry geometry, int threads) {
        this.geometry = geometry;
        tissue = new SyntheticTissue(seed, geometry);
        makers = Executors.newFixedThreadPool(threads, SyntheticFiles::daemon);
    }

    /**
     * Writes the three files; each appears under its name when it is complete, the specification last.
     *
     * @param progress is told how many voxels are made, now and then
     */
    public static void write(Path folder, long seed, TissueGeometry geometry, int threads, LongConsumer progress)
            throws IOException, InterruptedException {
        SyntheticFiles files = new SyntheticFiles(seed, geometry, threads);
        try {
            files.write(folder, progress);
        } finally {
            files.makers.shutdownNow();
            files.writers.shutdownNow();
        }
        Files.writeString(folder.resolve(SPEC), String.join("\n",
                "# Synthetic tissue, seed " + seed + ", voxels of " + geometry.voxel() + " nm (z,y,x)",
                "[image1]", "fnames = " + IMAGE, "pp_types = standard2D", "is_auto_crop = no", "",
                "[label1]", "fnames = " + LABEL, "pp_types = auto", "is_auto_crop = no", "",
                "[sample1]", "input = 1", "output = 1", ""));
    }

    /** Bytes of memory that writing takes, about: two batches of sections and a layer of chunks for each file. */
    public static long memory(TissueGeometry geometry) {
        long plane = (long) geometry.size().y() * geometry.size().x();
        long layers = 0;
        for (ElementType type : new ElementType[] {ElementType.UINT8, ElementType.UINT32}) {
            layers += chunkDepth(geometry.size(), type) * plane * type.bytes();
        }
        return 2 * Math.max(BATCH_VOXELS, plane) * (1 + Integer.BYTES) + layers;
    }

    private void write(Path folder, LongConsumer progress) throws IOException, InterruptedException {
        Vec3 size = geometry.size();
        int plane = Math.multiplyExact(size.y(), size.x());
        int planes = Math.min(size.z(), Math.max(1, BATCH_VOXELS / plane));
        Batch[] batches = {new Batch(planes * plane), new Batch(planes * plane)};
        try (Hdf5PlaneWriter image = new Hdf5PlaneWriter(folder.resolve(IMAGE), spec(ElementType.UINT8, IMAGE_LEVEL));
                Hdf5PlaneWriter label = new Hdf5PlaneWriter(folder.resolve(LABEL),
                        spec(ElementType.UINT32, LABEL_LEVEL))) {
            for (int z = 0, turn = 0; z < size.z(); z += planes, turn ^= 1) {
                int count = Math.min(planes, size.z() - z);
                Batch batch = batches[turn];
                await(batch.writing);
                await(makers.invokeAll(bands(batch, z, count)));
                // The other batch goes into the files first.
                await(batches[turn ^ 1].writing);
                batch.writing = List.of(
                        writers.submit(() -> writePlanes(count, p -> image.write(batch.image, p * plane))),
                        writers.submit(() -> writePlanes(count, p -> label.write(batch.labels, p * plane))));
                progress.accept((long) (z + count) * plane);
            }
            await(batches[0].writing);
            await(batches[1].writing);
            image.finish();
            label.finish();
        }
    }

    private Hdf5VolumeSpec spec(ElementType type, int level) {
        Vec3 size = geometry.size();
        Vec3 chunk = new Vec3(chunkDepth(size, type), CHUNK_EDGE, CHUNK_EDGE).min(size);
        return Hdf5VolumeSpec.plain(size, chunk, type, level);
    }

    private static int chunkDepth(Vec3 size, ElementType type) {
        long plane = (long) size.y() * size.x() * type.bytes();
        return (int) Math.max(1, Math.min(Math.min(MOST_CHUNK_DEPTH, size.z()), LAYER_BYTES / plane));
    }

    /** Work for the threads: bands of rows across whole sections. */
    private List<Callable<Void>> bands(Batch batch, int z, int count) {
        Vec3 size = geometry.size();
        List<Callable<Void>> bands = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            for (int y = 0; y < size.y(); y += BAND_ROWS) {
                Box band = new Box(new Vec3(z + p, y, 0),
                        new Vec3(1, Math.min(BAND_ROWS, size.y() - y), size.x()));
                int first = (p * size.y() + y) * size.x();
                bands.add(() -> {
                    tissue.fill(band, batch.image, batch.labels, first);
                    return null;
                });
            }
        }
        return bands;
    }

    /** Writes one plane of a batch. */
    private interface PlaneWriting {
        void write(int plane) throws IOException;
    }

    private static Void writePlanes(int count, PlaneWriting writing) throws IOException {
        for (int p = 0; p < count; p++) {
            writing.write(p);
        }
        return null;
    }

    private static void await(List<Future<Void>> work) throws IOException, InterruptedException {
        for (Future<Void> one : work) {
            try {
                one.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "synthesize");
        thread.setDaemon(true);
        return thread;
    }
}
