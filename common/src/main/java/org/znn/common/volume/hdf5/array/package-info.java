/** Stored arrays with any number of axes, read region by region. */
package org.znn.common.volume.hdf5.array;
