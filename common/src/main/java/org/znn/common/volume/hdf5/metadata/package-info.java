/** The structures of an HDF5 file that describe its contents: superblock, object headers, groups, heaps, attributes. */
package org.znn.common.volume.hdf5.metadata;
