package org.znn.common.volume.hdf5.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.hdf5.array.ArraySource;
import org.znn.common.volume.hdf5.metadata.Dataspace;
import org.znn.common.volume.hdf5.metadata.Fields;
import org.znn.common.volume.hdf5.metadata.GlobalHeap;
import org.znn.common.volume.hdf5.metadata.Layout;

/** Opens virtual datasets (File Format Specification, VI. Appendix B, and IV.A.2.i). */
final class VirtualDatasets {

    private static final int MAX_MAPPINGS = 1 << 20;
    private static final int MAX_LOOKED_UP = 100;
    private static final int FILE_SHARED = 1;
    private static final int DATASET_SHARED = 2;
    private static final int SAME_FILE = 4;

    private VirtualDatasets() {
    }

    /**
     * Opens a virtual dataset.
     *
     * @param type element type of the virtual dataset
     * @param fill value of elements that no other dataset holds
     * @throws VolumeException if none of the other files is there
     */
    static StoredDataset open(LinkedFiles files, OpenFile file, Dataspace space, ElementType type, ArraySource fill,
            Layout.Virtual layout) throws IOException {
        List<VirtualMapping> mappings = mappings(file, space, layout);
        VirtualSources sources = new VirtualSources(files, file);
        List<String> notes = new ArrayList<>();
        missing(files, file, mappings).ifPresent(notes::add);
        long[] shape = files.nesting().enter(0, () -> shape(space, mappings, sources));
        files.nesting().enter(0, () -> {
            sources.openIfRecorded(mappings);
            return null;
        });
        return new StoredDataset(shape, type, Optional.empty(), new VirtualSource(files, sources, mappings, type, fill),
                notes);
    }

    private static List<VirtualMapping> mappings(OpenFile file, Dataspace space, Layout.Virtual layout)
            throws IOException {
        Fields block = new GlobalHeap(file.file()).object(layout.heap(), layout.object());
        int version = block.u8();
        if (version > 1) {
            throw new VolumeException("the virtual dataset has the version " + version + ", which is not supported;"
                    + " convert the file with: h5repack --high=2 FILE NEW_FILE");
        }
        long count = block.length();
        if (count > MAX_MAPPINGS) {
            throw new VolumeException("the virtual dataset consists of " + count + " parts; at most " + MAX_MAPPINGS
                    + " are supported");
        }
        List<VirtualMapping> mappings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int flags = version == 0 ? 0 : block.u8();
            String source = (flags & SAME_FILE) != 0 ? "."
                    : (flags & FILE_SHARED) != 0 ? earlier(mappings, block).file() : block.terminated();
            String dataset = (flags & DATASET_SHARED) != 0 ? earlier(mappings, block).dataset() : block.terminated();
            Selection from = Selections.read(block, null);
            VirtualMapping mapping = new VirtualMapping(source, dataset, from, Selections.read(block, space.size()));
            if (mapping.target().rank() != space.size().length) {
                throw new IOException("the file is damaged: a part of a virtual dataset has "
                        + mapping.target().rank() + " axes");
            }
            if (mapping.isNumbered() && !mapping.hasPlaceForNumber()) {
                throw new IOException("the file is damaged: a part of a virtual dataset is unlimited, but its source is"
                        + " not");
            }
            mappings.add(mapping.isNumbered() ? mapping : mapping.withPlainNames());
        }
        block.requireChecksumHere();
        return mappings;
    }

    /** Since HDF5 2.0 a part may share a name with an earlier one. */
    private static VirtualMapping earlier(List<VirtualMapping> mappings, Fields block) throws IOException {
        long index = block.length();
        if (index >= mappings.size()) {
            throw new IOException("the file is damaged: a part of a virtual dataset has no name");
        }
        return mappings.get((int) index);
    }

    /** Describes the files that are missing: their elements have the fill value. */
    private static Optional<String> missing(LinkedFiles files, OpenFile file, List<VirtualMapping> mappings)
            throws IOException {
        Set<String> names = new LinkedHashSet<>();
        boolean hasOthers = false;
        for (VirtualMapping mapping : mappings) {
            if (mapping.isNumbered() || mapping.file().equals(".") || names.size() >= MAX_LOOKED_UP) {
                hasOthers = true;
            } else {
                names.add(mapping.file());
            }
        }
        List<String> absent = new ArrayList<>();
        for (String name : names) {
            if (files.find(name, file).isEmpty()) {
                absent.add(name);
            }
        }
        if (absent.isEmpty()) {
            return Optional.empty();
        }
        if (absent.size() == names.size() && !hasOthers) {
            throw new VolumeException("the virtual dataset shows the contents of " + (absent.size() == 1 ? "the file "
                    : absent.size() + " files, such as ") + absent.get(0) + ", which " + (absent.size() == 1 ? "is"
                    : "are") + " neither there nor beside it");
        }
        return Optional.of(absent.size() + " of the files that the virtual dataset shows are missing, such as "
                + absent.get(0) + ": their voxels have the fill value");
    }

    /** Returns the shape: along an unlimited axis it follows the other datasets, as they are now. */
    private static long[] shape(Dataspace space, List<VirtualMapping> mappings, VirtualSources sources)
            throws IOException {
        long[] shape = space.size().clone();
        long[] ends = new long[shape.length];
        boolean[] isUnlimited = new boolean[shape.length];
        for (VirtualMapping mapping : mappings) {
            int axis = mapping.unlimitedTarget();
            Selection target = axis < 0 ? mapping.target() : sources.limited(mapping);
            for (int d = 0; d < shape.length; d++) {
                ends[d] = Math.max(ends[d], target.end(d));
            }
            if (axis >= 0) {
                isUnlimited[axis] = true;
            }
        }
        for (int d = 0; d < shape.length; d++) {
            shape[d] = isUnlimited[d] ? ends[d] : shape[d];
        }
        return shape;
    }
}
