/** Datasets of HDF5 files, wherever their elements stand: in the file, in external files, in other datasets. */
package org.znn.common.volume.hdf5.dataset;
