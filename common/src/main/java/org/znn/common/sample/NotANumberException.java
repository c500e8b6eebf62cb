package org.znn.common.sample;

import org.znn.common.geometry.Vec3;

/** An image holds a voxel that is not a finite number. */
public final class NotANumberException extends RuntimeException {

    public NotANumberException(String path, double value, Vec3 at) {
        super(path + " holds " + value + " at z,y,x = " + at + "; replace such voxels by a grey value first");
    }
}
