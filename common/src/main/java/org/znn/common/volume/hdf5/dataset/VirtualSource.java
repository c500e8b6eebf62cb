package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.array.ArrayRegion;
import org.znn.common.volume.hdf5.array.ArraySource;
import org.znn.common.volume.hdf5.array.ConvertingSink;
import org.znn.common.volume.raster.VoxelSink;

/** The elements of a virtual dataset. Reads only what a region shows of the other datasets. */
final class VirtualSource implements ArraySource {

    private final LinkedFiles files;
    private final VirtualSources sources;
    private final List<VirtualMapping> mappings;
    private final ElementType type;
    private final ArraySource fill;

    VirtualSource(LinkedFiles files, VirtualSources sources, List<VirtualMapping> mappings, ElementType type,
            ArraySource fill) {
        this.files = files;
        this.sources = sources;
        this.mappings = mappings;
        this.type = type;
        this.fill = fill;
    }

    @Override
    public void read(ArrayRegion region, VoxelSink sink) throws IOException {
        files.nesting().enter(region.elements(), () -> {
            fill.read(region, sink);
            for (VirtualMapping mapping : mappings) {
                if (mapping.isNumbered()) {
                    readBlocks(mapping, region, sink);
                } else {
                    readPart(mapping, region, sink);
                }
            }
            return null;
        });
    }

    private void readBlocks(VirtualMapping mapping, ArrayRegion region, VoxelSink sink) throws IOException {
        Hyperslab target = (Hyperslab) mapping.target();
        int axis = target.unlimitedAxis();
        long from = Math.max(0, region.start()[axis] - target.start()[axis]) / target.stride()[axis];
        long end = region.start()[axis] + region.count()[axis];
        for (long b = from; target.start()[axis] + b * target.stride()[axis] < end; b++) {
            readPart(mapping.ofBlock(b), region, sink);
        }
    }

    private void readPart(VirtualMapping mapping, ArrayRegion region, VoxelSink sink) throws IOException {
        if (!overlaps(mapping.target(), region)) {
            return;
        }
        Optional<StoredDataset> source = sources.open(mapping);
        if (source.isEmpty()) {
            return;
        }
        StoredDataset dataset = source.get();
        if (type == ElementType.FLOAT16 && dataset.type() != type) {
            throw new VolumeException("a virtual dataset of float16 shows " + dataset.type() + ", which is not"
                    + " supported");
        }
        VoxelSink converting = ConvertingSink.converting(dataset.type(), type, sink);
        VirtualMapping limited = mapping.limitedTo(dataset.shape());
        ArraySource bounded = (part, to) -> {
            ArrayRegion inside = part.within(dataset.shape());
            files.nesting().spend(inside.elements());
            if (!inside.isEmpty()) {
                dataset.source().read(inside, to);
            }
        };
        Optional<AxisPairs> pairs = limited.source() instanceof Hyperslab from
                && limited.target() instanceof Hyperslab to ? AxisPairs.of(from, to) : Optional.empty();
        if (pairs.isPresent()) {
            pairs.get().read(region, bounded, converting);
        } else {
            readRowParts(limited, region, bounded, converting);
        }
    }

    private static boolean overlaps(Selection target, ArrayRegion region) {
        if (!(target instanceof Hyperslab slab)) {
            return true;
        }
        for (int d = 0; d < slab.rank(); d++) {
            long from = slab.before(d, region.start()[d]);
            long to = slab.before(d, region.start()[d] + region.count()[d]);
            if (from >= to || slab.length()[d] != Hyperslab.UNLIMITED && from >= slab.length()[d]) {
                return false;
            }
        }
        return true;
    }

    /** Reads selections of different shapes, whose elements correspond in their order. */
    private static void readRowParts(VirtualMapping mapping, ArrayRegion region, ArraySource source, VoxelSink sink)
            throws IOException {
        int last = mapping.source().rank() - 1;
        mapping.target().forEachRowPartInside(region.start(), region.count(), (index, number, count) -> {
            int target = region.first();
            for (int d = 0; d < index.length; d++) {
                target += (int) (index[d] - region.start()[d]) * region.strides()[d];
            }
            int first = target;
            int stride = region.rowStride();
            mapping.source().forEachRowPart(number, count, (from, fromNumber, n) -> {
                int[] size = new int[last + 1];
                Arrays.fill(size, 1);
                size[last] = n;
                int[] strides = new int[last + 1];
                strides[last] = stride;
                source.read(new ArrayRegion(from.clone(), size, first + (int) (fromNumber - number) * stride, strides),
                        sink);
            });
        });
    }
}
