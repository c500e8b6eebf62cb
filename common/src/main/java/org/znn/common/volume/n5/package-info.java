/** Reads N5 arrays as volumes. */
package org.znn.common.volume.n5;
