/** Volumes in HDF5 files, read box by box and written chunk by chunk. */
package org.znn.common.volume.hdf5;
