package org.znn.driver.plan;

import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Calibration;

/**
 * The files that an output node of the network writes for one sample.
 *
 * @param node        name of the node
 * @param channels    number of feature maps
 * @param basePath    final path without file extension
 * @param stride      input voxels between neighbouring output voxels
 * @param offset      position of output voxel 0 in the first file of the first input
 * @param calibration physical size and position of the output voxels; empty if that of the first input is not known
 */
public record OutputPlan(String node, int channels, String basePath, Vec3 stride, Vec3 offset,
        Optional<Calibration> calibration) {

    /** Returns the path of the HDF5 file. */
    public String hdf5() {
        return basePath + ".h5";
    }

    /** Returns the path of the TIFF stack of one channel, named as ZNN names it. */
    public String tiff(int channel) {
        return basePath + "_" + channel + ".tif";
    }
}
