/** Shared parts of the volume readers: regions of stored arrays and the conversion of their elements. */
package org.znn.common.volume.raster;
