package org.znn.common.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;
import org.znn.common.volume.VolumeException;

/**
 * A stack of a Zeiss microscope (LSM). Each page holds the channels of a section as separate samples; thumbnails, which
 * are pages of their own, are marked as reduced copies.
 *
 * @param pages pages of the file
 */
record LsmStructure(TiffPages pages) implements PageStructure {

    private static final Set<Integer> MAGIC = Set.of(0x0300494C, 0x0400494C);
    private static final int INFO_BYTES = 64;
    private static final int SECTIONS_POSITION = 16;
    private static final int FRAMES_POSITION = 24;
    private static final int VOXEL_SIZE_POSITION = 40;
    private static final long MAX_FILE = 1L << 32;
    private static final double MICROMETRES = 1e6;

    @Override
    public List<String> names() {
        return List.of("");
    }

    @Override
    public TiffSeries series(int index) throws IOException {
        TiffDirectory directory = pages.directory(0);
        if (directory.fileLength() >= MAX_FILE && !pages.file().big()) {
            throw new VolumeException("LSM files of 4 GiB or more store their addresses incompletely, which is not"
                    + " supported; save the file as a TIFF stack in ImageJ");
        }
        pages.requireSameLayout(0, pages.size());
        byte[] bytes = directory.bytes(TiffTag.CZ_LSMINFO, INFO_BYTES);
        ByteBuffer info = ByteBuffer.wrap(bytes).order(pages.file().order());
        if (bytes.length < INFO_BYTES || !MAGIC.contains(info.getInt(0))) {
            return PlainStructure.sections(pages, 0, List.of());
        }
        int sections = Math.max(1, info.getInt(SECTIONS_POSITION));
        int frames = Math.max(1, info.getInt(FRAMES_POSITION));
        PlaneOrder order = new PlaneOrder("ZCT", 1, sections, frames);
        if (order.planes() != pages.size()) {
            throw new VolumeException("the file declares " + sections + " sections and " + frames + " frames, but"
                    + " holds " + pages.size() + " pages: it is truncated or damaged");
        }
        return TiffSeries.of("LSM (TIFF)", pages.get(0).layout(), order, pages::get)
                .withCalibration(calibration(info));
    }

    private static Optional<Calibration> calibration(ByteBuffer info) {
        int at = VOXEL_SIZE_POSITION;
        return Calibration.ofStated(new Vec3d(info.getDouble(at + 2 * Double.BYTES), info.getDouble(at + Double.BYTES),
                info.getDouble(at)).times(MICROMETRES), LengthUnit.MICROMETRE.symbol(), Vec3d.ZERO);
    }
}
