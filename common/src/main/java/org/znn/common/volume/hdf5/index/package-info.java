/** The six kinds of indexes that locate the chunks of an HDF5 dataset, searched on demand with bounded memory. */
package org.znn.common.volume.hdf5.index;
