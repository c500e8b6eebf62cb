/** ZNN's oldest volume format: raw voxels and a second file with the size. */
package org.znn.common.volume.raw;
