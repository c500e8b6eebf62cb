package org.znn.common.volume.file;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.znn.common.volume.VolumeCase;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.VolumeReaderContract;
import org.znn.common.volume.storage.Storages;

/** Tests one sample file of each kind through a Hadoop file system. */
class HadoopFilesTest extends VolumeReaderContract {

    private static final Storages STORAGES = Storages.standard();
    private static final Pattern KINDS = Pattern.compile(
            "main.h5|types.h5:/f4/big.*|layouts.h5:/(all|rgb|channels)|latest.h5:/btree2|u2_little.tif|u2_lzw.tif"
                    + "|f4_predictor.tif|f4_tiled_plain_big.tif|imagej_virtual.tif");

    static Stream<VolumeCase> cases() {
        return SampleFiles.all().filter(c -> KINDS.matcher(c.toString()).matches());
    }

    @Override
    protected VolumeReader open(VolumeCase file) {
        return VolumeReaders.open("file://" + file.path(), STORAGES);
    }
}
