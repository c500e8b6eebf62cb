/** Synthetic electron-microscopy volumes with labels; every voxel is a pure function of the seed and its position. */
package org.znn.common.synthetic;
