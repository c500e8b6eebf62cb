/** Volumes in TIFF files: stacks of pages, one per z section. */
package org.znn.common.volume.tiff;
