/** Reads Zarr arrays, versions 2 and 3, and OME-Zarr images as volumes. */
package org.znn.common.volume.zarr;
