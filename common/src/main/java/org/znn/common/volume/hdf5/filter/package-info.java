/** The filters of HDF5's chunks: checksums, orders of bytes and bits, compression. */
package org.znn.common.volume.hdf5.filter;
