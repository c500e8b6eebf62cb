/** Connected components, boundary thinning and comparison of segmentations. */
package org.znn.common.segmentation;
