package org.znn.common.sample;

import org.znn.common.geometry.Vec3;

/** Thrown if an image contains a voxel that is NaN or infinite. */
public final class NonFiniteVoxelException extends RuntimeException {

    public NonFiniteVoxelException(String path, double value, Vec3 position) {
        super(path + " contains " + value + " at z,y,x = " + position + "; replace such voxels by a grey value first");
    }
}
