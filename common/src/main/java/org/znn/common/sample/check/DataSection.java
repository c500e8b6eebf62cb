package org.znn.common.sample.check;

import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.file.VolumePart;

/**
 * An image or a label whose files were opened and fit together.
 *
 * @param name     {@code [image1]}
 * @param where    {@code file:line} of the section
 * @param autoCrop whether it may be cropped to the size of others
 * @param parts    its files, all of one size; one of a label
 * @param mask     of a label, of the same size
 */
record DataSection(String name, String where, boolean autoCrop, List<VolumePart> parts, Optional<VolumePart> mask) {

    DataSection {
        parts = List.copyOf(parts);
    }

    Vec3 size() {
        return parts.get(0).box().size();
    }

    /** Cropped around its centre to a size that none of its files exceeds. */
    DataSection croppedTo(Vec3 size) {
        return new DataSection(name, where, autoCrop, parts.stream().map(p -> p.croppedTo(size)).toList(),
                mask.map(m -> m.croppedTo(size)));
    }

    /** {@code [image1] (25,512,512)}. */
    @Override
    public String toString() {
        return name + " (" + size() + ")";
    }
}
