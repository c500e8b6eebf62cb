/** Volumes in TIFF files: stacks of pages, hyperstacks of ImageJ, OME-TIFF, and stacks of microscopes. */
package org.znn.common.volume.tiff;
