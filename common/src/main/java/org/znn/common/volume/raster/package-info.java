/** What the readers share: boxes of stored arrays, and their bytes turned into numbers. */
package org.znn.common.volume.raster;
