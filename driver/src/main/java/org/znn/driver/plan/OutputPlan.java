package org.znn.driver.plan;

import org.znn.common.geometry.Vec3;

/**
 * What an output node of the network writes for one sample.
 *
 * @param node     name
 * @param channels feature maps
 * @param path     final name, without its ending
 * @param stride   input voxels between neighbouring output voxels
 * @param offset   position of output voxel 0 in the first file of the first input
 */
public record OutputPlan(String node, int channels, String path, Vec3 stride, Vec3 offset) {

    /** The HDF5 file. */
    public String hdf5() {
        return path + ".h5";
    }

    /** The TIFF stack of one channel, named as ZNN names it. */
    public String tiff(int channel) {
        return path + "_" + channel + ".tif";
    }
}
