package org.znn.common.volume.section;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.Volumes;
import org.znn.common.volume.png.PngVolumeReader;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.Storage;
import org.znn.common.volume.tiff.TiffVolumeReader;

/**
 * Reads a folder of PNG or TIFF images, or those of a folder that match a pattern, as the sections of a volume, in the
 * natural order of their names. The first and the last image are compared when the volume is opened, each other one
 * when it is read. Images stay open, with what they keep decoded, up to a limit.
 */
public final class SectionFolderReader implements VolumeReader {

    private static final int SIGNATURE_BYTES = 8;

    private final Storage storage;
    private final SectionFiles files;
    private final VolumeInfo section;
    private final VolumeInfo info;
    private final OpenSections open;

    private SectionFolderReader(Storage storage, SectionFiles files, VolumeReader first) throws IOException {
        this.storage = storage;
        this.files = files;
        section = first.info();
        int count = files.paths().size();
        List<String> notes = new ArrayList<>(section.notes());
        notes.addAll(files.notes());
        Vec3 size = section.size();
        open = new OpenSections((double) section.channels() * size.product() * section.type().bytes());
        open.put(0, first);
        info = new VolumeInfo(files.path(), count + " " + section.format() + (count == 1 ? " section" : " sections"),
                section.channels() == 1 ? "z,y,x" : "z,y,x,c", section.channels(), size.with(0, count), section.type(),
                Optional.of(size), section.calibration(), section.attributes(), notes);
    }

    /** Whether a path is a pattern of file names. */
    public static boolean isPattern(String path) {
        return NamePattern.isPattern(path);
    }

    /** Returns the paths of the sections of a folder, or a pattern, in ascending z. */
    public static List<String> files(Storage storage, String path) throws IOException {
        return SectionFiles.list(storage, path).paths();
    }

    /** Returns the paths of the sections in ascending z. */
    public List<String> paths() {
        return files.paths();
    }

    /**
     * Opens a volume.
     *
     * @param path path of a folder, or a folder followed by a pattern of file names
     * @throws VolumeException if there are no sections, or the first and the last differ in size or type
     */
    public static SectionFolderReader open(Storage storage, String path) throws IOException {
        SectionFiles files = SectionFiles.list(storage, path);
        SectionFolderReader reader = CloseOnFailure.open(openSection(storage, files.paths().get(0)),
                first -> new SectionFolderReader(storage, files, first));
        return CloseOnFailure.open(reader, opened -> {
            opened.requireEqual(opened.section);
            opened.select(files.paths().size() - 1);
            return opened;
        });
    }

    private static VolumeReader openSection(Storage storage, String path) throws IOException {
        return CloseOnFailure.open(storage.open(path), source -> {
            int length = (int) Math.min(SIGNATURE_BYTES, source.length());
            byte[] head = source.read(0, length, ByteOrder.BIG_ENDIAN).array();
            return PngVolumeReader.isPng(head) ? PngVolumeReader.open(source)
                    : TiffVolumeReader.open(source, Optional.empty());
        });
    }

    /** Returns the section at an index; opens it if it is not open, and checks its size and type. */
    private VolumeReader select(int z) {
        Optional<VolumeReader> opened = open.get(z);
        if (opened.isPresent()) {
            return opened.get();
        }
        String path = files.paths().get(z);
        try {
            VolumeReader reader = CloseOnFailure.open(openSection(storage, path), next -> {
                requireEqual(next.info());
                return next;
            });
            open.put(z, reader);
            return reader;
        } catch (IOException e) {
            throw new VolumeException(path + ": " + ErrorMessages.describe(e), e);
        }
    }

    private void requireEqual(VolumeInfo other) {
        if (other.size().z() > 1) {
            throw new VolumeException(other.path() + ": the file holds " + other.size().z() + " sections; a folder of"
                    + " sections has one in each file. Give the path of this file to read it as a volume");
        }
        if (!description(other).equals(description(section))) {
            throw new VolumeException(files.path() + ": the sections differ: " + files.paths().get(0) + " has "
                    + description(section) + ", but " + other.path() + " has " + description(other));
        }
    }

    private static String description(VolumeInfo info) {
        return info.size().y() + " x " + info.size().x() + " pixels, " + info.channels()
                + (info.channels() == 1 ? " channel of " : " channels of ")
                + info.type().name().toLowerCase(Locale.ROOT)
                + (info.notes().isEmpty() ? "" : " (" + String.join("; ", info.notes()) + ")");
    }

    @Override
    public VolumeInfo info() {
        return info;
    }

    @Override
    public Volume read(Box box, Precision precision) {
        requireInside(box);
        Volume all = Volume.zeros(precision, info.channels(), box.size());
        for (int z = 0; z < box.size().z() && !box.isEmpty(); z++) {
            Box part = part(box);
            Volume one = select(box.start().z() + z).read(part, precision);
            Volumes.copy(one, Box.ofSize(part.size()), all, new Vec3(z, 0, 0));
        }
        return all;
    }

    @Override
    public long[] readIds(Box box) {
        requireInside(box);
        long[] all = new long[Volume.elements(info.channels(), box.size())];
        int plane = box.size().y() * box.size().x();
        for (int z = 0; z < box.size().z() && !box.isEmpty(); z++) {
            long[] one = select(box.start().z() + z).readIds(part(box));
            for (int c = 0; c < info.channels(); c++) {
                System.arraycopy(one, c * plane, all, (c * box.size().z() + z) * plane, plane);
            }
        }
        return all;
    }

    /** Returns the part of each section that a box covers. */
    private static Box part(Box box) {
        return new Box(box.start().with(0, 0), box.size().with(0, 1));
    }

    private void requireInside(Box box) {
        if (!Box.ofSize(info.size()).contains(box)) {
            throw new IllegalArgumentException("box " + box + " is outside " + info.path() + " of " + info.size()
                    + " voxels");
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
