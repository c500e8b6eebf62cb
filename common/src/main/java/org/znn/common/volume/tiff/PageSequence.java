package org.znn.common.volume.tiff;

/** Pages of one size and type, numbered from 0. */
@FunctionalInterface
interface PageSequence {

    TiffPage get(int index);
}
