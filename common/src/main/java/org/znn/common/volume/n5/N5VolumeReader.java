package org.znn.common.volume.n5;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.chunked.ArraySelection;
import org.znn.common.volume.chunked.AttributeCalibration;
import org.znn.common.volume.chunked.AxisCalibration;
import org.znn.common.volume.chunked.ChunkFiles;
import org.znn.common.volume.chunked.ChunkLayout;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.chunked.StoredPath;
import org.znn.common.volume.chunked.TextAttributes;
import org.znn.common.volume.chunked.VolumeAxes;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.FillValue;
import org.znn.common.volume.raster.GridSource;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.Storage;

/**
 * Reads an array of an N5 container as a volume. N5 lists the fastest axis first: x, y, z, and a channel. A group is
 * read through its only array, or the array {@code s0} of full resolution.
 */
public final class N5VolumeReader extends AbstractVolumeReader implements ChunkFiles.Owner {

    private static final String DOWNSAMPLING = "downsamplingFactors";

    private final GridSource grid;
    private final ChunkLayout layout;
    private final ChunkFiles files;

    private N5VolumeReader(VolumeInfo info, GridSource grid, ChunkLayout layout, ChunkFiles files) {
        super(info, files.folder());
        this.grid = grid;
        this.layout = layout;
        this.files = files;
    }

    /** Whether a folder is an N5 container, or an array or group in one, or is named as a container. */
    public static boolean isN5(Storage storage, String folder) throws IOException {
        return N5Store.isInContainer(storage, folder)
                || StoredPath.name(folder).endsWith(".n5") && storage.isFolder(folder);
    }

    /**
     * Opens an array.
     *
     * @param folder folder of a container, or of an array or group in it
     * @param array  path of an array or group below the folder, and the index along axes that a volume does not have,
     *               such as {@code /raw?t=3}; if empty, the only array
     * @throws VolumeException if there is no such array, or it is damaged, not supported or no volume
     */
    public static N5VolumeReader open(Storage storage, String folder, Optional<String> array) {
        String location = folder + array.map(a -> ", array " + a).orElse("");
        try {
            ArraySelection selection = ArraySelection.parse(array);
            N5Store store = new N5Store(storage, folder);
            String path = store.select(selection.path());
            location = path;
            return open(storage, folder, selection, store, path);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new VolumeException(location + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static N5VolumeReader open(Storage storage, String folder, ArraySelection selection, N5Store store,
            String path) throws IOException {
        JsonValue attributes = store.attributes(path).orElseThrow(() -> new VolumeException("the array is gone"));
        N5Array array = N5Array.parse(attributes);
        int[] shape = array.shape();
        Optional<List<String>> names = selection.axes().or(() -> attributes.find("axes")
                .filter(a -> a.isTexts() && a.node().size() == shape.length).map(a -> slowestFirst(a.texts())));
        VolumeAxes axes = names.isPresent() ? VolumeAxes.named(names.get(), shape, selection.indices())
                : VolumeAxes.unnamed(shape, selection.indices());
        int[] order = new int[shape.length];
        Arrays.setAll(order, d -> d);
        ChunkLayout layout = new ChunkLayout(axes, shape, array.block(), order);
        N5Blocks blocks = new N5Blocks(storage, path, array, layout);
        GridSource grid = new GridSource(layout.shape(), layout.chunk(), new int[] {1, 1, 1, 1}, array.type(), blocks,
                new FillValue(new byte[array.type().bytes()], ByteOrder.BIG_ENDIAN));
        List<String> notes = new ArrayList<>(store.notes());
        VolumeInfo info = VolumeInfo.of(folder, "N5", axes.toString(), axes.channels(shape), axes.spatial(shape),
                array.type()).withChunk(Optional.of(axes.spatial(array.block())))
                .withCalibration(calibration(store, path, attributes, axes, notes))
                .withAttributes(TextAttributes.of(attributes)).withNotes(notes);
        return new N5VolumeReader(info, grid, layout, blocks.files());
    }

    private static List<String> slowestFirst(List<String> names) {
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        return reversed;
    }

    /**
     * Reads the calibration of an array or, if it has none, that of its group, which applies to the array s0: others
     * have voxels that are larger by their downsampling factors.
     */
    private static Optional<Calibration> calibration(N5Store store, String path, JsonValue attributes,
            VolumeAxes axes, List<String> notes) throws IOException {
        AttributeCalibration reader = new AttributeCalibration(axes, true);
        Optional<AxisCalibration> stated = reader.of(attributes);
        Optional<String> group = StoredPath.parent(path);
        if (stated.isEmpty() && group.isPresent() && StoredPath.name(path).matches("s[0-9]{1,3}")) {
            stated = store.attributes(group.get()).flatMap(reader::of);
            Optional<double[]> factors = attributes.find(DOWNSAMPLING).flatMap(f -> reader.perAxis(f, 1));
            if (!StoredPath.name(path).equals("s0") && factors.isEmpty()) {
                stated = Optional.empty();
            } else if (factors.isPresent()) {
                stated = stated.map(c -> c.scaled(factors.get()));
            }
        }
        return AxisCalibration.ofVolume(stated, axes, notes);
    }

    @Override
    public ChunkFiles chunkFiles() {
        return files;
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        grid.read(layout.region(info().channels(), box), sink);
    }

    @Override
    public void close() {
        // Files of blocks are closed when they have been read.
    }
}
