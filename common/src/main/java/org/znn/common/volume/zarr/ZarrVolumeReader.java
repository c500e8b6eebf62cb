package org.znn.common.volume.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.znn.common.geometry.Box;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.Placement;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.chunked.ArraySelection;
import org.znn.common.volume.chunked.AttributeCalibration;
import org.znn.common.volume.chunked.AttributePlacement;
import org.znn.common.volume.chunked.AxisCalibration;
import org.znn.common.volume.chunked.ChunkFiles;
import org.znn.common.volume.chunked.ChunkLayout;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.chunked.StoredPath;
import org.znn.common.volume.chunked.TextAttributes;
import org.znn.common.volume.chunked.VolumeAxes;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.GridSource;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.Storage;

/**
 * Reads an array of a Zarr container, version 2 or 3, as a volume; see {@link VolumeAxes} for the supported axes. A
 * group is read through its only array, or the finest level of its OME-Zarr image.
 */
public final class ZarrVolumeReader extends AbstractVolumeReader implements ChunkFiles.Owner {

    /** Attributes that name the axes of an array: those of xarray, funlib and others. */
    private static final List<String> AXES = List.of("_ARRAY_DIMENSIONS", "axis_names", "axes", "dimension_names");

    private static final List<String> FILES = List.of(ZarrStore.NODE, ZarrStore.ARRAY, ZarrStore.GROUP,
            ZarrStore.CONSOLIDATED, ZarrStore.ATTRIBUTES);

    private final ZarrNode node;
    private final GridSource grid;
    private final ChunkLayout layout;
    private final ZarrChunks chunks;

    private ZarrVolumeReader(VolumeInfo info, ZarrNode node, GridSource grid, ChunkLayout layout, ZarrChunks chunks) {
        super(info, node.path());
        this.node = node;
        this.grid = grid;
        this.layout = layout;
        this.chunks = chunks;
    }

    /**
     * Whether a folder is a Zarr array or group. A folder without metadata counts if its name says so, since some
     * writers leave out the metadata of groups.
     */
    public static boolean isZarr(Storage storage, String folder) throws IOException {
        for (String name : FILES) {
            if (storage.exists(StoredPath.resolve(folder, name))) {
                return true;
            }
        }
        return StoredPath.name(folder).endsWith(".zarr") && storage.isFolder(folder);
    }

    /**
     * Opens an array.
     *
     * @param folder folder of a container, or of an array or group in it
     * @param array  path of an array or group below the folder, and the index along axes that a volume does not have,
     *               such as {@code /0?t=3}; if empty, the only array or image
     * @throws VolumeException if there is no such array, or it is damaged, not supported or no volume
     */
    public static ZarrVolumeReader open(Storage storage, String folder, Optional<String> array) {
        String location = folder + array.map(a -> ", array " + a).orElse("");
        try {
            ArraySelection selection = ArraySelection.parse(array);
            ZarrStore store = new ZarrStore(storage, folder);
            ZarrSelector selector = new ZarrSelector(store, folder);
            ZarrNode node = selector.select(selection.path());
            location = node.path();
            return open(storage, folder, selection, selector, node);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new VolumeException(location + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static ZarrVolumeReader open(Storage storage, String folder, ArraySelection selection,
            ZarrSelector selector, ZarrNode node) throws IOException {
        ZarrArray stated = node.version() == 3 ? ZarrV3Parser.parse(node.metadata())
                : ZarrV2Parser.parse(node.metadata());
        boolean isNested = ZarrV2Parser.lacksSeparator(node)
                && storage.isFolder(StoredPath.resolve(node.path(), "0"));
        ZarrArray array = isNested ? stated.withKeys(ChunkKeys.NESTED) : stated;
        Optional<ZarrSelector.Level> level = selector.imageOf(node);
        int[] shape = array.shape();
        Optional<List<String>> names = selection.axes()
                .or(() -> level.map(l -> l.image().axes(shape.length))).or(array::dimensions)
                .or(() -> axisNames(node.attributes(), shape.length));
        VolumeAxes axes = names.isPresent() ? VolumeAxes.named(names.get(), shape, selection.indices())
                : VolumeAxes.unnamed(shape, selection.indices());
        ChunkLayout layout = new ChunkLayout(axes, shape, array.chunk(), array.memory());
        ZarrChunks chunks = new ZarrChunks(storage, node.path(), array, layout);
        GridSource grid = new GridSource(layout.shape(), layout.chunk(), layout.select(array.chunksPerFile()),
                array.type(), chunks, array.fill());
        List<String> notes = new ArrayList<>(selector.notes());
        if (isNested) {
            notes.add("the chunks are stored in nested folders, although the metadata has no dimension_separator");
        }
        String format = (level.isPresent() ? "OME-Zarr" : "Zarr") + ", version " + node.version();
        VolumeInfo info = VolumeInfo.of(folder, format, axes.toString(), axes.channels(shape), axes.spatial(shape),
                array.type()).withChunk(Optional.of(axes.spatial(array.chunk())))
                .withCalibration(calibration(node, axes, level, notes))
                .withAttributes(TextAttributes.of(node.attributes())).withNotes(notes);
        return new ZarrVolumeReader(info, node, grid, layout, chunks);
    }

    private static Optional<List<String>> axisNames(JsonValue attributes, int rank) {
        return Stream.concat(AXES.stream().flatMap(name -> attributes.find(name).stream()),
                attributes.find("transform").flatMap(t -> t.find("axes")).stream())
                .filter(value -> value.isTexts() && value.node().size() == rank).map(JsonValue::texts).findFirst();
    }

    private static Optional<Calibration> calibration(ZarrNode node, VolumeAxes axes,
            Optional<ZarrSelector.Level> level, List<String> notes) {
        Optional<AxisCalibration> stated = level
                .flatMap(l -> l.image().calibration(l.level(), axes.roles().length))
                .or(() -> new AttributeCalibration(axes, false).of(node.attributes()));
        return AxisCalibration.ofVolume(stated, axes, notes);
    }

    @Override
    public ChunkFiles chunkFiles() {
        return chunks.files();
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        grid.read(layout.region(info().channels(), box), sink);
    }

    /** Reads the attributes {@code offset} and {@code stride}, unless a voxel size makes the offset a physical one. */
    @Override
    public Optional<Placement> placement() {
        try {
            return info().calibration().isPresent() ? Optional.empty() : AttributePlacement.of(node.attributes());
        } catch (VolumeException e) {
            throw new VolumeException(node.path() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        chunks.close();
    }
}
