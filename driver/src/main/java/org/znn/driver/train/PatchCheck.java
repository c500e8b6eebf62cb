package org.znn.driver.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.znn.common.config.TrainingConfig;
import org.znn.common.geometry.Box;
import org.znn.common.text.UserPath;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumeReaders;
import org.znn.common.volume.storage.Storages;

/**
 * Compares the inputs and labels of the first patch of a run with reference volumes ({@code is_check = yes}). The
 * references are stored in {@code gtruth/net_1_single.h5} or {@code gtruth/net_1_double.h5} in the folder of the run's
 * files.
 */
final class PatchCheck {

    private static final String PATCH = ":/processing/znn/train/patch/";

    private PatchCheck() {
    }

    /**
     * Returns one line for each input and label.
     *
     * @param patch volumes of the patch by ZNN's name of their kind, then by node
     */
    static List<String> compare(Map<String, Map<String, Volume>> patch, TrainingConfig config, Storages storages)
            throws IOException {
        String prefix = UserPath.toAbsolute(config.netPrefix() + "_");
        String file = prefix.substring(0, prefix.lastIndexOf('/') + 1) + "gtruth/"
                + (config.job().precision() == Precision.FLOAT32 ? "net_1_single.h5" : "net_1_double.h5");
        if (!storages.of(file).exists(file)) {
            return List.of("check: there is no reference file " + file);
        }
        List<String> lines = new ArrayList<>();
        for (String kind : List.of("inputs", "lbls")) {
            for (Map.Entry<String, Volume> volume : patch.getOrDefault(kind, Map.of()).entrySet()) {
                lines.add("check: " + kind + "/" + volume.getKey() + ": "
                        + compare(file + PATCH + kind + "/" + volume.getKey(), volume.getValue(), storages));
            }
        }
        return lines;
    }

    private static String compare(String path, Volume ours, Storages storages) throws IOException {
        try (VolumeReader reader = VolumeReaders.open(path, storages)) {
            Volume theirs = reader.read(Box.ofSize(reader.info().size()), ours.precision());
            if (!theirs.size().equals(ours.size()) || theirs.channels() != ours.channels()) {
                return ours.channels() + " channels of " + ours.size() + " voxels, but " + path + " has "
                        + theirs.channels() + " channels of " + theirs.size() + " voxels";
            }
            double largest = 0;
            for (int i = 0; i < Volume.elements(ours.channels(), ours.size()); i++) {
                double difference = Math.abs(ours.get(i) - theirs.get(i));
                largest = Math.max(largest, difference);
            }
            return largest == 0 ? "equal" : String.format(Locale.ROOT, "largest difference %.6g", largest);
        } catch (VolumeException e) {
            return e.getMessage();
        }
    }
}
