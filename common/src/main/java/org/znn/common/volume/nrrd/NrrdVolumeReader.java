package org.znn.common.volume.nrrd;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.StoredArrayReader;
import org.znn.common.volume.raster.StoredShape;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.GzipFile;
import org.znn.common.volume.storage.Storage;

/**
 * Opens NRRD files (teem's specification 5) with attached or detached headers and the encodings raw, gzip and text. The
 * fastest axis of space is x; an axis of channels may stand anywhere if the header names its kind.
 */
public final class NrrdVolumeReader {

    private static final String SEVERAL_FILES = "LIST( \\d+)?|.*%\\d*d.*";

    private NrrdVolumeReader() {
    }

    /**
     * Whether a file begins with an NRRD header.
     *
     * @param head first bytes of the file
     */
    public static boolean isNrrd(byte[] head) {
        return new String(head, 0, Math.min(head.length, NrrdHeader.MAGIC.length()),
                StandardCharsets.ISO_8859_1).equals(NrrdHeader.MAGIC);
    }

    /**
     * Opens a volume. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @param source  file that begins with the header
     * @param storage file system of the source, to open the data file of a detached header
     * @throws VolumeException if the volume is damaged or not supported
     */
    public static VolumeReader open(ByteSource source, Storage storage) {
        try {
            NrrdHeader header = NrrdHeader.read(source);
            String dataFile = dataFile(header);
            return dataFile.isEmpty() ? open(source.name(), source, header.end(), header)
                    : openDetached(source, header, dataFile, storage);
        } catch (IOException | RuntimeException e) {
            throw new VolumeException(source.name() + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static String dataFile(NrrdHeader header) {
        return header.get("data file").orElse("");
    }

    private static String path(ByteSource header, String dataFile) {
        return dataFile.startsWith("/") ? dataFile
                : header.name().substring(0, header.name().lastIndexOf('/') + 1) + dataFile;
    }

    private static VolumeReader openDetached(ByteSource source, NrrdHeader header, String dataFile, Storage storage)
            throws IOException {
        if (dataFile.matches(SEVERAL_FILES)) {
            throw new VolumeException("voxels in several data files ('" + dataFile + "') are not supported; join them,"
                    + " with teem: unu save -f nrrd -i FILE.nhdr -o VOLUME.nrrd");
        }
        String path = path(source, dataFile);
        if (!storage.exists(path)) {
            throw new FileNotFoundException("the data file " + path + " does not exist");
        }
        return CloseOnFailure.open(storage.open(path), data -> {
            VolumeReader reader = open(source.name(), data, 0, header);
            source.close();
            return reader;
        });
    }

    /**
     * Opens the voxels.
     *
     * @param path  path of the header
     * @param file  file that holds the voxels
     * @param start position in the file from which lines and bytes are skipped
     */
    private static VolumeReader open(String path, ByteSource file, long start, NrrdHeader header) throws IOException {
        ElementType type = NrrdTypes.parse(header.require("type"));
        header.require("dimension");
        header.require("sizes");
        NrrdAxes axes = NrrdAxes.of(header);
        NrrdSpace space = NrrdSpace.of(header, axes);
        List<String> notes = new ArrayList<>(space.notes());
        String encoding = header.require("encoding").toLowerCase(Locale.ROOT);
        if (encoding.equals("gzip") || encoding.equals("gz")) {
            notes.add(GzipFile.NOTE);
        }
        VolumeInfo info = VolumeInfo.of(path, "NRRD (" + encoding + ")", axes.names(), axes.channels(), axes.size(),
                type).withCalibration(space.calibration()).withNotes(notes);
        ContiguousArray array = NrrdData.array(header, encoding, file, start, axes.shape(), type);
        StoredShape.requireInside(array);
        return new StoredArrayReader(info, array, axes.order());
    }
}
