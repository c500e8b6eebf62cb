package org.znn.common.volume.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Tests what descriptions and tags of TIFF files say about axes, voxel sizes, colours, images and frames. */
class TiffInterpretationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            imagej_u2_2_3.tif         | ImageJ hyperstack (TIFF) | z,c,y,x   | 1,18,17
            imagej_virtual_u2_2_3.tif | ImageJ hyperstack (TIFF) | z,c,y,x   | 1,18,17
            ome_zcyx_u2_2_3.tif       | OME-TIFF                 | z,c,y,x   | 1,18,17
            ome_czyx_u2_2_3.tif       | OME-TIFF                 | c,z,y,x   | 1,16,16
            ome_frames.tif:/t1        | OME-TIFF                 | t,z,c,y,x | 1,18,17
            pyramid.tif               | OME-TIFF                 | z,y,x     | 1,16,16
            shaped_u2_2_3.tif         | TIFF                     | c,z,y,x   | 1,18,17
            shaped_zcyx_u2_2_3.tif    | BigTIFF                  | z,c,y,x   | 1,18,17
            stack_of_3.tif            | TIFF                     | z,y,x     | 1,18,17
            stacks_of_4.tif           | TIFF                     | c,z,y,x   | 1,18,17
            colours.tif               | TIFF                     | z,y,x,c   | 1,18,17
            metamorph_4.tif           | MetaMorph STK (TIFF)     | z,y,x     | 1,18,17
            metamorph_12.tif          | MetaMorph STK (TIFF)     | z,y,x     | 1,18,17
            zeiss.lsm.tif             | LSM (TIFF)               | z,c,y,x   | 1,18,17
            """)
    void formatAxesAndChunk(String name, String format, String axes, String chunk) throws IOException {
        VolumeInfo info = info(name);
        assertEquals(format, info.format());
        assertEquals(axes, info.axes());
        assertEquals(chunk, info.chunk().orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            imagej_u2_2_3.tif   | 0.5 | 0.5  | 0.25
            ome_zcyx_u2_2_3.tif | 1   | 0.25 | 0.25
            zeiss.lsm.tif       | 0.5 | 0.2  | 0.2
            centimetres.tif     | NaN | 0.01 | 0.005
            """)
    void voxelSizesInMicrometres(String name, double z, double y, double x) throws IOException {
        var calibration = info(name).calibration().orElseThrow();
        assertEquals("um", calibration.unit());
        assertEquals(z, calibration.voxelSize().z(), 1e-9);
        assertEquals(y, calibration.voxelSize().y(), 1e-9);
        assertEquals(x, calibration.voxelSize().x(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"printer.tif", "pages.tif", "shaped_u2_2_3.tif", "ome_czyx_u2_2_3.tif"})
    void resolutionsOfPrintersAndMissingOnesAreNoVoxelSizes(String name) throws IOException {
        assertTrue(info(name).calibration().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ome_images.tif        | the file has the images 0 (raw), 1 (two words), of which the first is read
            shaped_images.tif     | the file has the images 0, 1, of which the first is read
            white_is_zero.tif     | the file declares that white is stored as 0; values are read as stored
            colours_separate.tif  | the 3 planes of a page are read as the channels red, green and blue
            stack_of_3.tif        | the 3 planes of a page, which its tags call colours, are read as sections, because
            imagej_channels.tif   | the ImageJ description states 3 channels and one slice; if they are sections,
            imagej_many.tif       | the ImageJ description states 8 channels and one slice, as tifffile does
            """)
    void tellsWhatMaySurprise(String name, String note) throws IOException {
        List<String> notes = info(name).notes();
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).startsWith(note), notes.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome_images.tif:/0", "ome_images.tif:/raw", "pages.tif", "colours.tif"})
    void tellsNothingElse(String name) throws IOException {
        assertEquals(List.of(), info(name).notes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            imagej_frames.tif     | the file has 2 frames (points in time), of which a volume is one; name it after \
            the file, as in stack.tif:/t0 (up to /t1)
            ome_frames.tif:/0     | the file has 2 frames (points in time)
            ome_frames.tif:/t2    | the file has 2 frames, /t0 to /t1, but not /t2
            ome_images.tif:/label | the file has no image /label; its images are 0 (raw), 1 (two words); name one \
            after the file, as in stack.tif:/1
            shaped_images.tif:/2  | the file has no image /2; its images are 0, 1
            pages.tif:/t1         | the file has one frame, /t0, but not /t1
            """)
    void refusesWhatIsNotThereAndAsksForAFrame(String name, String message) {
        VolumeException e = assertThrows(VolumeException.class, () -> info(name));
        assertTrue(e.getMessage().contains(name + ": " + message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused_other_file.tif | a part of the image is stored in another file, 'b.ome.tif'; export the image to a \
            single OME-TIFF file
            refused_metadata.tif   | the description of the file is stored in another file, 'a.companion.ome'; name \
            that file
            refused_missing.tif    | the OME-XML states 2 channels, 1 sections and 1 frames, but the file has 1 pages; \
            export the image to a single OME-TIFF file
            refused_entity.tif     | the OME-XML in the description of the file is damaged
            refused_complex.tif    | the samples are complex numbers, which are not supported; store their magnitude
            refused_sizes.tif      | page 2 has 5 x 4 pixels of 1 UINT8, but page 1 has 4 x 4 pixels of 1 UINT8; all \
            pages of a volume must have the same size and type
            refused_axes.tif       | the description of the file states an array of the shape [2, 2, 2, 4, 4], but a \
            volume has the axes (z, y, x) or (c, z, y, x)
            """)
    void refusesWhatIsNotAVolume(String name, String message) {
        VolumeException e = assertThrows(VolumeException.class, () -> info(name));
        assertTrue(e.getMessage().contains(name + ": " + message), e.getMessage());
    }

    @Test
    void readsAFrameOfANamedImage() throws IOException {
        assertEquals(info("ome_frames.tif:/t1").size(), info("ome_frames.tif:/0/t1").size());
    }

    private static VolumeInfo info(String name) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(TiffSampleFiles.path(name))) {
            return reader.info();
        }
    }
}
