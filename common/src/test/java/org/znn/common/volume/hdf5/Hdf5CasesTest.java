package org.znn.common.volume.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.znn.common.SharedData;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.DoubleVolume;
import org.znn.common.volume.Placement;
import org.znn.common.volume.Precision;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;

/** Tests files of other programs, beside each of which its voxels stand as a NumPy archive. */
class Hdf5CasesTest {

    private static final Map<String, String> DATASETS = Map.of(
            "bdv.h5", "/t00000/s00/0/cells",
            "matlab_two.mat", "/im", "ext_nwb.nwb", "/raw", "ext_ilp.ilp", "/raw",
            "imaris.ims", "/DataSet/ResolutionLevel 0/TimePoint 0/Channel 0/Data");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bdv.h5", "bits12_in_16.h5", "chan_last_v110_0.h5", "committed_type.h5", "d4_zyx1_u1.h5",
            "d4_zyxc_f4.h5", "ext_blosc_lz4_1_u2.h5", "ext_blosc_zstd_2_u1.h5", "ext_bshuf_zstd_u2.h5", "ext_ilp.ilp",
            "ext_nwb.nwb", "ext_zstd_f4.h5", "filter_gz9_u2_latest.h5", "filter_so0_u2_old.h5",
            "filter_szip_u2_old.h5", "fixed_late_2000_v114_0.h5", "fspace_page.h5", "idx_latest_gz_fixed.h5",
            "idx_v110_gz_ea_x.h5", "idx_v110_gz_ea_z_holes.h5", "idx_v110_gz_ea_z_max.h5", "idx_v110_gz_fixed_max.h5",
            "idx_v110_raw_ea_y.h5", "idx_v110_raw_ea_z_holes_fill7.h5", "idx_v110_raw_fixed_max_2000.h5",
            "imaris.ims", "late_frames_v110_1.h5", "latest_u2_le.h5", "matlab_two.mat", "maxfinite_v114_0.h5",
            "mid_sections_v114_0.h5", "name_d2_only.h5", "nbit12.h5", "sizes_44.h5", "virtual_same_file.h5",
            "xyz_grown_v114_0.h5"})
    void equalsItsVoxels(String name) throws Exception {
        Path file = SharedData.path("cases/files/" + name);
        String dataset = Optional.ofNullable(DATASETS.get(name)).map(d -> ":" + d).orElse("");
        try (VolumeReader read = VolumeReaders.open(file + dataset);
                VolumeReader truth = VolumeReaders.open(voxels(file).toString())) {
            assertEquals(truth.info().size(), read.info().size());
            assertEquals(truth.info().channels(), read.info().channels());
            Box all = Box.ofSize(truth.info().size());
            assertArrayEquals(((DoubleVolume) truth.read(all, Precision.FLOAT64)).data(),
                    ((DoubleVolume) read.read(all, Precision.FLOAT64)).data());
        }
    }

    private Path voxels(Path file) throws IOException {
        String archive = file.toString().replaceFirst("\\.[^.]*$", ".npz");
        try (ZipFile zip = new ZipFile(archive); InputStream in = zip.getInputStream(zip.getEntry("a.npy"))) {
            Path array = folder.resolve("a.npy");
            Files.copy(in, array);
            return array;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cremi.h5            | the file has no dataset /main; its datasets are /annotations/ids [9], /annotations/l
            two_datasets.h5     | its datasets are /label [5, 37, 29], /raw [5, 37, 29]; name one after the file
            truncated.h5        | the file has 29407 of 58814 bytes: it is truncated or damaged
            virtual.h5          | the virtual dataset shows the contents of the file ext_target.h5, which is neither
            externallink.h5     | /main is a link to the file ext_target.h5, which is neither there nor beside
            external_storage.h5 | the voxels are in the file raw.bin, which is neither there nor beside
            """)
    void isRefused(String name, String message) {
        Path file = SharedData.path("cases/files/" + name);
        VolumeException e = assertThrows(VolumeException.class, () -> VolumeReaders.open(file.toString()));
        assertTrue(e.getMessage().startsWith(file.toString()) && e.getMessage().contains(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eval/gunpowder.h5                             | 0,10,10
            eval/gunpowder_voxels.h5                      | 0,10,10
            eval/offset_float.h5                          | 0,0,0
            eval/offset_i4.h5                             | 0,11,11
            files/cremi.h5:/volumes/labels/neuron_ids     | 1,30,0
            """)
    void readsOffsetsInVoxels(String path, String offset) throws IOException {
        String file = path.replaceFirst(":.*", "");
        try (VolumeReader reader = VolumeReaders.open(SharedData.path("cases/" + file)
                + path.substring(file.length()))) {
            assertEquals(Optional.of(new Placement(Vec3.parse(offset), Vec3.ONE)), reader.placement());
        }
    }
}
